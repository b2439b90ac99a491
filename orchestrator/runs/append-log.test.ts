import { createHash } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync, zstdCompressSync } from "node:zlib";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { LogChunk } from "#contract/agent-protocol";
import type { Database } from "../db/database.ts";
import { openDatabaseForTests } from "../db/database-for-tests.ts";
import { newId } from "../ids.ts";
import { appendLog } from "./append-log.ts";
import { type CheckedChunk, checkChunk } from "./check-chunk.ts";
import { readLogLines, streamLogText } from "./read-log.ts";
import { insertRun } from "./run-for-tests.ts";

let folder: string;
let db: Database;
let runId: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "holdfast-log-"));
  db = await openDatabaseForTests(folder);
  runId = newId();
  await insertRun(db, runId);
});
afterEach(async () => {
  await db.close();
  await rm(folder, { recursive: true });
});

const append = async (seq: number, text: string) => keep(await checkChunk(packed(text, { seq })));

function keep(chunk: CheckedChunk) {
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

const hashOf = (of: string | Buffer) => createHash("sha256").update(of).digest("hex");

/** A chunk as machines send it, with what is wrong about it. */
function packed(text: string, wrong: Partial<LogChunk> = {}): LogChunk {
  const data = gzipSync(text);
  return {
    ...{ seq: 0, encoding: "gzip", data: data.toString("base64"), lineCount: 1 },
    ...{ sha256: hashOf(text), dataSha256: hashOf(data), ...wrong },
  };
}

test("a chunk proves itself by the hash of its text or of what was sent, and by no other", async () => {
  const ofSent = hashOf(gzipSync("hello\n"));
  const unlike = { sha256: hashOf("hullo\n") };
  const check = (wrong: Partial<LogChunk>) => checkChunk(packed("hello\n", wrong));
  const good = { sizeBytes: 6, data: gzipSync("hello\n") };

  expect(await check({})).toMatchObject(good);
  expect(await check({ dataSha256: undefined })).toMatchObject(good);
  expect(await check({ dataSha256: undefined, sha256: ofSent })).toMatchObject(good);
  await expect(check({ dataSha256: undefined, ...unlike })).rejects.toThrow("sha256");
  await expect(check({ dataSha256: unlike.sha256 })).rejects.toThrow("dataSha256");
});

const byZstd = (data: Buffer, wrong: Partial<LogChunk> = {}) =>
  packed("", { encoding: "zstd", data: data.toString("base64"), dataSha256: hashOf(data), ...wrong });

test.each([3, 255, 300, 70_000, 262_144])(
  "%i bytes packed by zstd are kept as they came and read",
  async (size) => {
    const text = `${"x".repeat(size - 1)}\n`;
    const data = zstdCompressSync(text);
    const checked = await checkChunk(byZstd(data, { sha256: hashOf(text) }));
    await keep(checked);

    const parts = [];
    for await (const part of streamLogText(db.read, runId)) parts.push(part);

    expect(checked).toMatchObject({ sizeBytes: size, data });
    expect(parts).toEqual([text]);
  },
);

test("what is no zstd, or unpacks to more than is allowed, is refused", async () => {
  const broken = Buffer.concat([zstdCompressSync("x").subarray(0, 5), Buffer.alloc(3)]);

  await expect(checkChunk(byZstd(broken))).rejects.toThrow("is not zstd");
  for (const wrong of [{}, { dataSha256: undefined }])
    await expect(checkChunk(byZstd(zstdCompressSync("x".repeat(300_000)), wrong))).rejects.toMatchObject({
      code: "too-large",
    });
});

test("a packed chunk that is no gzip is refused, whatever its hash says", async () => {
  const data = Buffer.from("no gzip at all, of a good length");
  const chunk = packed("", { data: data.toString("base64"), dataSha256: hashOf(data) });

  await expect(checkChunk(chunk)).rejects.toThrow("is not gzip");
});

test.each([
  ["says less than it holds", stating(gzipSync("x".repeat(5_000)), 4_000), 4_000, "gzip"],
  [
    "is broken within",
    stating(Buffer.concat([gzipSync("x".repeat(5_000)).subarray(0, 20), Buffer.alloc(8)]), 5_000),
    5_000,
    "gzip",
  ],
  ["says less by zstd", statingByZstd(zstdCompressSync("x".repeat(5_000)), 4_000), 4_000, "zstd"],
] as const)(
  "a packed chunk that %s is shown as unreadable, and those around it are read",
  async (_, data, bytes, encoding) => {
    const odd = packed("", { seq: 1, encoding, data: data.toString("base64"), dataSha256: hashOf(data) });
    await append(0, "2026-11-24T12:00:00.000Z warn before\n");
    await keep(await checkChunk(odd));
    await append(2, "2026-11-24T12:00:02.000Z warn after\n");

    const { lines } = await readLogLines(db.read, runId, { afterSeq: -1, level: "warn" });

    expect(lines.map(({ text }) => text)).toEqual([
      "before",
      `Chunk 1 of this log (${bytes} bytes) cannot be read: what the machine sent is not whole.`,
      "after",
    ]);
  },
);

/** With another length of its text in its head. */
function statingByZstd(zstd: Buffer, bytes: number): Buffer {
  zstd.writeUInt16LE(bytes - 256, 5);
  return zstd;
}

/** With another length of its text at the end. */
function stating(gzip: Buffer, bytes: number): Buffer {
  gzip.writeUInt32LE(bytes, gzip.length - 4);
  return gzip;
}

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
  const text = "x".repeat(300_000);

  for (const wrong of [{}, { dataSha256: undefined }])
    await expect(checkChunk(packed(text, wrong))).rejects.toMatchObject({ code: "too-large" });
});
