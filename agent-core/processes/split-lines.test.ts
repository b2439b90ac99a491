import { PassThrough } from "node:stream";
import fc from "fast-check";
import { expect, test } from "vitest";
import { readLines, splitLines } from "./split-lines.ts";

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

test("what a program says is read as fast as its lines are taken, and to its end", async () => {
  const output = new PassThrough();
  const taken: string[] = [];
  const held = Promise.withResolvers<void>();

  const done = readLines(output, (line) => {
    taken.push(line);
    return line === "two" ? held.promise : undefined;
  });
  output.write("one\ntwo\nthree\nfo");
  output.end("ur");
  await new Promise(setImmediate);
  const takenWhileHeld = [...taken];
  held.resolve();
  await done;

  expect(takenWhileHeld).toEqual(["one", "two"]);
  expect(taken).toEqual(["one", "two", "three", "four"]);
});

test.for([
  ["breaks off", (output: PassThrough) => output.destroy(), "broke off"],
  ["has a line that cannot be taken", (output: PassThrough) => output.write("bad\n"), "not this one"],
  [
    "has one that cannot be taken after a while",
    (output: PassThrough) => output.write("worse\n"),
    "nor this",
  ],
] as const)("an output that %s is no whole one", async ([, happens, message]) => {
  const output = new PassThrough();
  const done = readLines(output, (line) => {
    if (line === "worse") return Promise.reject(new Error("nor this"));
    throw new Error("not this one");
  });

  happens(output);

  await expect(done).rejects.toThrow(message);
});
