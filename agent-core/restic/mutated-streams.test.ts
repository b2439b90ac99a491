import { readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { progress, runReport } from "#contract/outcome";
import { splitLines } from "../processes/split-lines.ts";
import { judgeBackup } from "../tasks/backup.ts";
import { judgeCheck } from "../tasks/check.ts";
import { backupProgress, restoreProgress } from "../tasks/progress-of.ts";
import { judgeRestore } from "../tasks/restore-all.ts";
import { backupSpecOf, restoreSpecOf } from "../testing/offers.ts";
import { backup } from "./backup.ts";
import { catConfig } from "./cat-config.ts";
import { check } from "./check.ts";
import { diffSnapshots } from "./diff.ts";
import { findEntries } from "./find.ts";
import { planForget } from "./forget.ts";
import { init } from "./init.ts";
import type { TaskEnd } from "./judge-end.ts";
import { listKeys } from "./key.ts";
import { readLocks } from "./locks.ts";
import { listEntries, listFolder } from "./ls.ts";
import { parseMessage } from "./messages.ts";
import type { RunCommand } from "./open-restic.ts";
import { prune } from "./prune.ts";
import { restore } from "./restore.ts";
import { listSnapshots } from "./snapshots.ts";
import { statsRawData } from "./stats.ts";

const folder = join(import.meta.dirname, "fixtures");
const captures = readdirSync(folder, { recursive: true, encoding: "utf8" })
  .filter((name) => /\.(out|err)$/.test(name))
  .map((name) => readFileSync(join(folder, name)));

/** What was captured stands in for a restic: from here on everything is the product's own way. */
function runOf(stdout: Buffer, stderr: Buffer, exitCode: number): RunCommand {
  return async ({ onLine, onOutput, maxLineCharacters }) => {
    const take = (stream: "stdout" | "stderr") => (text: string) =>
      onLine?.({ stream, text, message: parseMessage(text) });
    const output = pieces(stdout);
    await (onOutput?.(output) ?? splitLines(output, take("stdout"), maxLineCharacters));
    await splitLines(pieces(stderr), take("stderr"));
    return { exitCode, signal: null, stopped: undefined, words: [stderr.toString().slice(0, 2_000)] };
  };
}

async function* pieces(bytes: Buffer): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += 1_000) yield bytes.subarray(at, at + 1_000);
}

const ODD = [
  "null",
  "-1",
  "1e999",
  "9007199254740993",
  "[]",
  "{}",
  '""',
  "true",
  "\u0000",
  '{"a":',
  "]]]]",
  "-0",
  '"\\ud800"',
  `"${"f".repeat(9_000)}"`,
];
const mutation = fc.oneof(
  fc.record({ do: fc.constant("flip" as const), at: fc.nat(), bit: fc.nat(7) }),
  fc.record({ do: fc.constant("cut" as const), at: fc.nat(), length: fc.nat(200) }),
  fc.record({ do: fc.constant("repeat" as const), at: fc.nat(), length: fc.nat(2_000) }),
  fc.record({ do: fc.constant("put" as const), at: fc.nat(), text: fc.constantFrom(...ODD) }),
  fc.record({ do: fc.constant("value" as const), at: fc.nat(), text: fc.constantFrom(...ODD) }),
);
type Mutation = typeof mutation extends fc.Arbitrary<infer One> ? One : never;

/** By number, so that a failure prints what was changed and not the whole stream. */
const stream = fc.tuple(fc.nat(captures.length - 1), fc.array(mutation, { maxLength: 6 }));
const streamOf = ([number, mutations]: [number, Mutation[]]) =>
  mutations.reduce(mutate, captures[number] ?? Buffer.alloc(0));

function mutate(bytes: Buffer, change: Mutation): Buffer {
  const at = bytes.length === 0 ? 0 : change.at % bytes.length;
  const [before, after] = [bytes.subarray(0, at), bytes.subarray(at)];
  switch (change.do) {
    case "flip": {
      const copy = Buffer.from(bytes);
      copy[at] = (copy[at] ?? 0) ^ (1 << change.bit);
      return copy;
    }
    case "cut":
      return Buffer.concat([before, after.subarray(change.length)]);
    case "repeat":
      return Buffer.concat([before, after.subarray(0, change.length), after]);
    case "put":
      return Buffer.concat([before, Buffer.from(change.text), after]);
    case "value":
      // The value of the next key, so that what is left is often still JSON.
      return Buffer.concat([
        before,
        Buffer.from(
          after.toString("latin1").replace(/":("[^"]*"|[\d.e+-]+|\w+)/, () => `":${change.text}`),
          "latin1",
        ),
      ]);
  }
}

test("1,000 mutated streams never throw, never turn green without a proof, and always make a report", async () => {
  const exitCode = fc.constantFrom(0, 0, 1, 3, 11);
  await fc.assert(
    fc.asyncProperty(stream, stream, exitCode, async (stdout, stderr, code) => {
      const run = runOf(streamOf(stdout), streamOf(stderr), code);
      for (const end of await endsOf(run)) assertReport(end);
      await readEverything(run);
    }),
    { numRuns: 1_000 },
  );
}, 120_000);

const PLACE = { repositoryKind: "fs" as const, ownFolders: ["/var/cache"], writesFiles: false };
const START = "2026-11-24T12:00:00.000Z";

async function endsOf(run: RunCommand): Promise<TaskEnd[]> {
  const spec = backupSpecOf(["/srv/desk/src"]);
  const saved = await backup(
    { run, tmpDir: tmpdir() },
    { spec, roots: ["/srv"], onStatus: (status, errors) => progress.parse(backupProgress(status, errors)) },
  );
  const back = await restore(run, {
    spec: restoreSpecOf("02bc7019"),
    source: { root: "/", includes: [] },
    target: "/x",
    onStatus: (status, errors) => progress.parse(restoreProgress(status, errors)),
  });
  const ends = [
    judgeBackup(saved, ["/srv"], PLACE),
    judgeRestore(back, { expected: 14, overwrite: "never", mayCompare: false }, PLACE),
    judgeCheck(await check(run, { lockWaitSeconds: 0 }), {}, PLACE),
  ];
  if (ends[0]?.outcome === "success")
    expect(saved.summary?.snapshot_id ?? "unchanged").toMatch(/^[0-9a-f]{8,64}$|^unchanged$/);
  for (const end of ends) if (saved.end.exitCode !== 0) expect(end.outcome).not.toBe("success");
  return ends;
}

async function readEverything(run: RunCommand): Promise<void> {
  const { snapshots } = await listSnapshots(run);
  const { resticId } = await catConfig(run);
  const made = await init(run);
  const { numbers } = await prune(run, 0);
  assertReport({
    outcome: "success",
    ...(snapshots && { snapshots }),
    ...(resticId === undefined ? {} : { repositoryResticId: resticId }),
    ...(made.resticId === undefined ? {} : { repositoryResticId: made.resticId }),
    summary: { ...numbers, bytesStored: (await statsRawData(run)).sizeBytes },
  });
  await planForget(run, { host: "desk", policyId: "p", retention: { keepLast: 1 } });
  await listFolder(run, { snapshotId: "02bc7019", path: "/srv" }, () => {});
  await listEntries(run, "02bc7019", [], () => {});
  await findEntries(run, { pattern: "*", ignoreCase: true }, () => {});
  await diffSnapshots(run, { a: "02bc7019", b: "02bc7019" }, () => {});
  await readLocks(run);
  await listKeys(run);
}

/** A report that the orchestrator cannot read would be sent for ever and the run never end. */
function assertReport(end: TaskEnd): void {
  const parsed = runReport.safeParse({ ...end, startedAt: START, finishedAt: START });
  expect(parsed.error?.issues ?? []).toEqual([]);
}
