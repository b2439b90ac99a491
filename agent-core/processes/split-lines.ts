import type { Readable } from "node:stream";
import { StringDecoder } from "node:string_decoder";

const MAX_LINE_CHARACTERS = 1024 * 1024;

type TakeLine = (line: string) => void | Promise<void>;

/**
 * Reads a stream to its end and hands over each line. The stream is read only as fast as the lines are taken;
 * of a line beyond the cap the rest is dropped, so that garbage cannot fill the memory.
 */
export async function splitLines(
  stream: AsyncIterable<Uint8Array>,
  onLine: TakeLine,
  maxCharacters = MAX_LINE_CHARACTERS,
): Promise<void> {
  const { take, end } = createSplitter(onLine, maxCharacters);
  for await (const chunk of stream) await take(chunk);
  await end();
}

/** The same for what a program says. By events: of a few lines the iterator would cost more than the lines. */
export async function readLines(
  stream: Readable,
  onLine: TakeLine,
  maxCharacters = MAX_LINE_CHARACTERS,
): Promise<void> {
  const { take, end } = createSplitter(onLine, maxCharacters);
  const giveUp = (error: Error) => void stream.destroy(error);
  await new Promise<void>((resolve, reject) => {
    stream.on("data", (chunk: Uint8Array) => {
      try {
        const held = take(chunk);
        if (held === undefined) return;
        stream.pause();
        held.then(() => stream.resume(), giveUp);
      } catch (error) {
        giveUp(error as Error);
      }
    });
    stream.once("end", resolve).once("error", reject);
    stream.once("close", () => reject(new Error("The output broke off.")));
  });
  await end();
}

function createSplitter(onLine: TakeLine, maxCharacters: number) {
  const decoder = new StringDecoder("utf8");
  let open = "";
  const keep = (text: string) => {
    if (open.length < maxCharacters) open += text.slice(0, maxCharacters - open.length);
  };
  const closed = (text: string) => {
    keep(text);
    const line = tidy(open);
    open = "";
    return line;
  };
  return {
    /** A promise only where somebody wants to be waited for. */
    take(chunk: Uint8Array): Promise<void> | undefined {
      const parts = decoder.write(viewOf(chunk)).split("\n");
      const last = parts.pop() ?? "";
      const lines = parts.map(closed);
      keep(last);
      return handOver(lines, onLine);
    },
    async end(): Promise<void> {
      keep(decoder.end());
      if (open !== "") await onLine(tidy(open));
    },
  };
}

function handOver(lines: readonly string[], onLine: TakeLine): Promise<void> | undefined {
  for (const [index, line] of lines.entries()) {
    const held = onLine(line);
    if (held !== undefined) return handOverSlowly(held, lines.slice(index + 1), onLine);
  }
  return undefined;
}

async function handOverSlowly(held: Promise<void>, rest: readonly string[], onLine: TakeLine): Promise<void> {
  await held;
  for (const line of rest) await onLine(line);
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
