import fc from "fast-check";
import { expect, test } from "vitest";
import { splitLines } from "./split-lines.ts";

async function linesOf(chunks: Uint8Array[], maxCharacters?: number): Promise<string[]> {
  const lines: string[] = [];
  async function* stream() {
    yield* chunks;
  }
  await splitLines(stream(), (line) => void lines.push(line), maxCharacters);
  return lines;
}

test("lines come out whole wherever the stream was cut, also inside a letter", async () => {
  const text = 'first\n{"name":"Übergröße 🎈"}\nlast without an end';

  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(60), { maxLength: 10 }), async (cuts) => {
      const bytes = Buffer.from(text);
      const edges = [0, ...cuts.toSorted((a, b) => a - b), bytes.length];
      const chunks = edges.slice(1).map((edge, index) => bytes.subarray(edges[index], edge));
      expect(await linesOf(chunks)).toEqual(text.split("\n"));
    }),
  );
});

test("what restic sends to move the cursor is taken out", async () => {
  expect(await linesOf([Buffer.from("\r\u001b[2Ksignal interrupt received \n")])).toEqual([
    "signal interrupt received",
  ]);
});

test("of a line beyond the cap the rest is dropped and the next one is whole", async () => {
  const chunks = ["abc", "def", "ghi\nnext\n"].map((text) => Buffer.from(text));

  expect(await linesOf(chunks, 5)).toEqual(["abcde", "next"]);
});

test("the stream waits for whoever takes the lines", async () => {
  let read = 0;
  async function* stream() {
    for (; read < 3; read++) yield Buffer.from("line\n");
  }
  const held = Promise.withResolvers<void>();

  const done = splitLines(stream(), () => held.promise);
  await Promise.resolve();
  const readWhileHeld = read;
  held.resolve();
  await done;

  expect(readWhileHeld).toBe(0);
  expect(read).toBe(3);
});
