import { StringDecoder } from "node:string_decoder";

const MAX_LINE_CHARACTERS = 1024 * 1024;

/**
 * Reads a stream to its end and hands over each line. The stream is read only as fast as the lines are taken;
 * of a line beyond the cap the rest is dropped, so that garbage cannot fill the memory.
 */
export async function splitLines(
  stream: AsyncIterable<Uint8Array>,
  onLine: (line: string) => void | Promise<void>,
  maxCharacters = MAX_LINE_CHARACTERS,
): Promise<void> {
  const decoder = new StringDecoder("utf8");
  let open = "";
  const keep = (text: string) => {
    if (open.length < maxCharacters) open += text.slice(0, maxCharacters - open.length);
  };
  for await (const chunk of stream) {
    const parts = decoder.write(viewOf(chunk)).split("\n");
    const last = parts.pop() ?? "";
    for (const part of parts) {
      keep(part);
      const line = open;
      open = "";
      await onLine(tidy(line));
    }
    keep(last);
  }
  keep(decoder.end());
  if (open !== "") await onLine(tidy(open));
}

/** The same bytes, not a copy: of a long listing the copies alone would be a hundred megabytes of garbage. */
function viewOf(chunk: Uint8Array): Buffer {
  return Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
}

/** restic draws over its status line with carriage returns and escape sequences. */
function tidy(line: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to be taken out
  const plain = line.replace(/\u001b\[[0-9;]*[A-Za-z]/g, "");
  return plain.replace(/^\r+/, "").trimEnd();
}
