import { createHash } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Database, openDatabase } from "../db/database.ts";
import { newId } from "../ids.ts";
import { appendLog, checkChunk } from "./append-log.ts";
import { readLogLines, streamLogText } from "./read-log.ts";
import { insertRun } from "./run-for-tests.ts";

let folder: string;
let db: Database;
let runId: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "holdfast-log-"));
  db = await openDatabase(join(folder, "holdfast.db"));
  runId = newId();
  await insertRun(db, runId);
});
afterEach(async () => {
  await db.close();
  await rm(folder, { recursive: true });
});

async function append(seq: number, text: string) {
  const chunk = await checkChunk({
    seq,
    sha256: createHash("sha256").update(text).digest("hex"),
    encoding: "gzip",
    data: gzipSync(text).toString("base64"),
    lineCount: text.split("\n").length - 1,
  });
  return db.write(async (tx) => {
    const run = await tx.selectFrom("run").selectAll().where("id", "=", runId).executeTakeFirstOrThrow();
    return appendLog(tx, run, chunk);
  });
}

test("lines are found by level and by text", async () => {
  await append(0, "2026-11-24T12:00:00.000Z info started\n2026-11-24T12:00:01.000Z warn slow disk\n");
  await append(1, "2026-11-24T12:00:02.000Z error disk full\nplain words of restic\n");

  const texts = async (query: object) =>
    (await readLogLines(db.read, runId, { afterSeq: -1, ...query })).lines.map((line) => line.text);

  expect(await texts({ level: "warn" })).toEqual(["slow disk", "disk full"]);
  expect(await texts({ q: "DISK" })).toEqual(["slow disk", "disk full"]);
  expect(await texts({ afterSeq: 0 })).toEqual(["disk full", "plain words of restic"]);
});

test("a chunk proves itself by the hash of its text or of what was sent, and by no other", async () => {
  const packed = gzipSync("hello\n");
  const chunk = { seq: 0, encoding: "gzip" as const, data: packed.toString("base64"), lineCount: 1 };
  const hash = (of: string | Buffer) => createHash("sha256").update(of).digest("hex");

  expect((await checkChunk({ ...chunk, sha256: hash("hello\n") })).sha256).toBe(hash("hello\n"));
  expect((await checkChunk({ ...chunk, sha256: hash(packed) })).sha256).toBe(hash("hello\n"));
  await expect(checkChunk({ ...chunk, sha256: hash("hullo\n") })).rejects.toThrow();
});

test("of a log beyond its cap the head and the tail are kept, and the cut is counted and shown", async () => {
  const block = `${"x".repeat(255)}\n`.repeat(1_024);
  for (let seq = 0; seq < 270; seq += 1) await append(seq, block);

  const run = await db.read.selectFrom("run").selectAll().where("id", "=", runId).executeTakeFirstOrThrow();
  const kept = await db.read.selectFrom("log_chunk").select("seq").where("run_id", "=", runId).execute();
  const parts = [];
  for await (const part of streamLogText(db.read, runId)) if (part.startsWith("[")) parts.push(part);

  expect(run).toMatchObject({ log_chunks: 270, log_cut_bytes: 14 * 262_144 });
  expect(kept.map((chunk) => chunk.seq)).toEqual([
    ...Array.from({ length: 128 }, (_, seq) => seq),
    ...Array.from({ length: 128 }, (_, seq) => seq + 142),
  ]);
  expect(parts).toEqual(["[14 chunks of this log were left out: it grew too long]\n"]);
}, 60_000);

test("a chunk that unpacks to more than is allowed is refused before it fills the memory", async () => {
  await expect(append(0, "x".repeat(300_000))).rejects.toMatchObject({ code: "too-large" });
});
