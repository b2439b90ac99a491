/** A stream of bytes, taken in pieces of the size that is wanted. */
export function createByteReader(source: AsyncIterable<Uint8Array>) {
  const parts = source[Symbol.asyncIterator]();
  let open: Buffer = Buffer.alloc(0);

  async function more(): Promise<boolean> {
    const { done, value } = await parts.next();
    if (done === true) return false;
    open = Buffer.from(value.buffer, value.byteOffset, value.byteLength);
    return true;
  }

  /** At most so many bytes, as they come; undefined at the end. */
  async function some(most: number): Promise<Buffer | undefined> {
    if (open.length === 0 && !(await more())) return undefined;
    const taken = open.subarray(0, most);
    open = open.subarray(taken.length);
    return taken;
  }

  return {
    some,
    /** So many bytes, or undefined where the stream ends before. */
    async exactly(count: number): Promise<Buffer | undefined> {
      const taken: Buffer[] = [];
      for (let missing = count; missing > 0; ) {
        const part = await some(missing);
        if (part === undefined) return undefined;
        taken.push(part);
        missing -= part.length;
      }
      return Buffer.concat(taken);
    },
  };
}
export type ByteReader = ReturnType<typeof createByteReader>;
