import { gunzipSync } from "node:zlib";
import { expect, onTestFinished, test, vi } from "vitest";
import { type LogChunk, MAX_CHUNK_BYTES } from "#contract/agent-protocol";
import { ProblemError } from "#contract/call";
import { createRunLog } from "./run-log.ts";

const now = () => new Date("2026-11-24T12:00:00.000Z");
const textOf = (chunk: LogChunk) => gunzipSync(Buffer.from(chunk.data, "base64")).toString();

/** Takes chunks as the orchestrator does: only the one whose turn it is. */
function takeInTurn(there = 0) {
  const taken: string[] = [];
  const seqs: number[] = [];
  const send = async (chunk: LogChunk) => {
    seqs.push(chunk.seq);
    if (chunk.seq === there + taken.length) taken.push(textOf(chunk));
    return { nextSeq: there + taken.length };
  };
  return { taken, seqs, send };
}

test("lines carry time and level, and secrets are gone before they leave", async () => {
  const { taken, send } = takeInTurn();
  const log = createRunLog({ send, now, redact: (text) => text.replaceAll("secret", "***") });

  log.info("one");
  log.error("two\nwith secret");
  await log.close();

  expect(taken).toEqual([
    "2026-11-24T12:00:00.000Z info one\n2026-11-24T12:00:00.000Z error two\n2026-11-24T12:00:00.000Z error with ***\n",
  ]);
  expect(log.chunks()).toBe(1);
});

test("a long log goes in order in chunks below the limit", async () => {
  const { taken, send } = takeInTurn();
  const log = createRunLog({ send, now, redact: (text) => text });

  for (let number = 0; number < 20_000; number++) log.info(`line ${number}`);
  await log.close();

  const numbers = taken.join("").match(/line \d+/g);
  expect(numbers).toEqual(Array.from({ length: 20_000 }, (_, number) => `line ${number}`));
  expect(Math.max(...taken.map((text) => Buffer.byteLength(text)))).toBeLessThanOrEqual(MAX_CHUNK_BYTES);
  expect(log.chunks()).toBe(taken.length);
});

test("a log that another process began is continued where the reply says", async () => {
  const { taken, seqs, send } = takeInTurn(7);
  const log = createRunLog({ send, now, redact: (text) => text, firstSeq: Number.MAX_SAFE_INTEGER - 1 });

  log.error("the last word");
  await log.close();

  expect(seqs).toEqual([Number.MAX_SAFE_INTEGER - 1, 7]);
  expect(taken).toEqual(["2026-11-24T12:00:00.000Z error the last word\n"]);
});

test("lines that are not taken are counted in their place, and the log goes on", async () => {
  const { taken, send } = takeInTurn();
  const refused = new ProblemError({ type: "x", title: "x", status: 413, code: "too-large" });
  const isBad = (chunk: LogChunk) => textOf(chunk).includes("bad");
  const log = createRunLog({
    send: (chunk) => (isBad(chunk) ? Promise.reject(refused) : send(chunk)),
    now,
    redact: (text) => text,
  });

  log.info("bad");
  await log.close();
  log.info("good");
  await log.close();

  expect(taken).toEqual([
    "2026-11-24T12:00:00.000Z warn 1 lines are left out here: they were not taken.\n",
    "2026-11-24T12:00:00.000Z info good\n",
  ]);
});

test("a log that is refused for good does not hold up the run", async () => {
  const log = createRunLog({ send: () => Promise.reject(new Error("410")), now, redact: (text) => text });

  log.info("nobody reads this");

  await expect(log.close()).resolves.toBeUndefined();
});

test("while nobody looks, lines wait five seconds for more; a warning does not, nor does anything else before that is known", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
  onTestFinished(() => void vi.useRealTimers());
  let paceMs = 0;
  const { taken, send } = takeInTurn();
  const log = createRunLog({ send, now, redact: (text) => text, paceMs: () => paceMs });
  const linesOf = async (chunk: number) => {
    // It is packed in another thread.
    while (log.chunks() <= chunk) await new Promise(setImmediate);
    return taken[chunk]?.match(/ (info|warn) \w+/g);
  };

  log.info("looked");
  vi.advanceTimersByTime(1_000);
  expect(await linesOf(0)).toEqual([" info looked"]);
  paceMs = 60_000;
  log.info("one");
  vi.advanceTimersByTime(4_999);
  log.info("two");
  vi.advanceTimersByTime(1);
  expect(await linesOf(1)).toEqual([" info one", " info two"]);
  log.warn("three");
  vi.advanceTimersByTime(1_000);
  expect(await linesOf(2)).toEqual([" warn three"]);
});
