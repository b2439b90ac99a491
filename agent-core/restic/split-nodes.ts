/** Of one entry no more is kept: what comes after it is the list of a huge file's parts. */
const MOST_BYTES = 64 * 1024;
const NODE_DEPTH = 3;
const [PLAIN, QUOTE, ESCAPE, OPEN, CLOSE] = [0, 1, 2, 3, 4];
const KINDS = new Uint8Array(256);
for (const [kind, signs] of [
  [QUOTE, '"'],
  [ESCAPE, "\\"],
  [OPEN, "{["],
  [CLOSE, "}]"],
] as const)
  for (const sign of signs) KINDS[sign.charCodeAt(0)] = kind;

/**
 * The entries of a folder out of `{"nodes":[{...},...]}` as it flows by, each as the bytes of its JSON; one that is too long without its
 * end. The whole would be many megabytes in one line, of which few entries are wanted.
 */
export async function splitNodes(
  stream: AsyncIterable<Uint8Array>,
  onNode: (json: Buffer) => void | Promise<void>,
): Promise<void> {
  const take = createNodeSplitter();
  for await (const chunk of stream) {
    for (const json of take(chunk)) {
      const taken = onNode(json);
      // Waiting for nothing a hundred thousand times takes its time too.
      if (taken !== undefined) await taken;
    }
  }
}

function createNodeSplitter() {
  let depth = 0;
  let isInText = false;
  let isEscaped = false;
  let held: Buffer[] = [];
  let heldBytes = 0;

  function hold(part: Buffer): void {
    const kept = part.subarray(0, MOST_BYTES - heldBytes);
    held.push(kept);
    heldBytes += kept.length;
  }

  function release(part: Buffer): Buffer {
    if (heldBytes === 0) return part.subarray(0, MOST_BYTES);
    hold(part);
    const json = Buffer.concat(held);
    held = [];
    heldBytes = 0;
    return json;
  }

  /** Whether an entry ends, or begins, or goes on. */
  function step(kind: number): "begins" | "ends" | undefined {
    if (isEscaped) isEscaped = false;
    else if (kind === QUOTE) isInText = !isInText;
    else if (kind === ESCAPE) isEscaped = isInText;
    else if (isInText) return undefined;
    else if (kind === OPEN && ++depth === NODE_DEPTH) return "begins";
    else if (kind === CLOSE && depth-- === NODE_DEPTH) return "ends";
    return undefined;
  }

  /** Where in these bytes something of the structure is, and what. */
  function* turnsIn(bytes: Buffer): Generator<[at: number, turn: "begins" | "ends"]> {
    for (let at = 0; at < bytes.length; at++) {
      const kind = KINDS[bytes[at] ?? 0] ?? PLAIN;
      if (kind === PLAIN && !isEscaped) continue;
      const turn = step(kind);
      if (turn !== undefined) yield [at, turn];
    }
  }

  return function* take(chunk: Uint8Array): Generator<Buffer> {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    let from = depth >= NODE_DEPTH ? 0 : -1;
    for (const [at, turn] of turnsIn(bytes)) {
      if (turn === "ends") yield release(bytes.subarray(from, at + 1));
      from = turn === "ends" ? -1 : at;
    }
    if (from !== -1) hold(bytes.subarray(from));
  };
}
