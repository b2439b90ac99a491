import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { judgeCheck } from "../tasks/check.ts";
import { createCheckReader } from "./check.ts";
import type { Place } from "./classify.ts";
import { keepFlags, parseGroups } from "./forget.ts";
import { parseKeys } from "./key.ts";
import { parseLock } from "./locks.ts";
import { parseMessage } from "./messages.ts";
import { createPruneReader } from "./prune.ts";
import { parseRawData } from "./stats.ts";

const PLACE: Place = { repositoryKind: "fs", ownFolders: [], writesFiles: false };
const VERSIONS = ["0.14.0", "0.18.0", "0.19.1"];

function lines(version: string, name: string): string[] {
  const text = readFileSync(join(import.meta.dirname, "fixtures", version, name), "utf8");
  return text.split("\n").filter((line) => line !== "");
}

function readCheck(out: string[], err: string[], exitCode: number) {
  const reader = createCheckReader();
  for (const text of out) reader.read({ stream: "stdout", text, message: parseMessage(text) });
  for (const text of err) reader.read({ stream: "stderr", text, message: parseMessage(text) });
  const end = { exitCode, signal: null, stopped: undefined, words: err };
  return judgeCheck({ end, ...reader.found() }, {}, PLACE);
}

const checkOf = (version: string, name: string, exitCode: number) =>
  readCheck(lines(version, `${name}.out`), lines(version, `${name}.err`), exitCode);

test.each(VERSIONS)("restic %s: the numbers of a prune", (version) => {
  const reader = createPruneReader();
  for (const line of lines(version, "prune-text.out")) reader.read(line);

  expect(reader.isDone()).toBe(true);
  expect(reader.numbers()).toMatchObject({ packsRepacked: 23, packsDeleted: 28, bytesRemaining: 5_210_374 });
  expect(Math.round((reader.numbers().bytesFreed ?? 0) / 1024)).toBe(394);
});

test.each(VERSIONS)("restic %s: a prune with nothing to do", (version) => {
  const reader = createPruneReader();
  for (const line of lines(version, "prune-nothing-text.out")) reader.read(line);

  expect(reader.isDone()).toBe(true);
  expect(reader.numbers()).toMatchObject({ bytesFreed: 0, packsRepacked: 0, packsDeleted: 0 });
});

test.each(VERSIONS)("restic %s: a plan with its groups", (version) => {
  const [group, ...more] = parseGroups(lines(version, "forget-dry-host.out")[0] ?? "") ?? [];

  expect(more).toEqual([]);
  expect(group?.host).toBe("desk-02");
  expect(group?.keep.length).toBeGreaterThan(0);
  expect(group?.keep[0]).toMatchObject({ hostname: "desk-02", paths: ["/srv/desk/work/fs"] });
});

test.each(["0.18.0", "0.19.1"])("restic %s says why a snapshot stays", (version) => {
  const [group] = parseGroups(lines(version, "forget-dry-host.out")[0] ?? "") ?? [];

  expect(group?.keep[0]?.reasons).toContain("last snapshot");
});

test.each([
  "",
  "loading all snapshots...",
  '{"keep":[]}',
  '[{"host":"a","keep":[{"id":"short"}],"remove":null}]',
])("%j is no plan", (line) => {
  expect(parseGroups(line)).toBeUndefined();
});

test("an empty plan is a plan", () => {
  expect(parseGroups("[]")).toEqual([]);
});

test("every keep rule has its flag", () => {
  expect(keepFlags({ keepLast: 3, keepDaily: 7, keepWithinMonthly: "1y" })).toEqual([
    "--keep-last=3",
    "--keep-daily=7",
    "--keep-within-monthly=1y",
  ]);
});

test.each(["0.18.0", "0.19.1"])(
  "restic %s: damage is told with its numbers and the way to repair it",
  (version) => {
    const packs = checkOf(version, "dmg-flip-readdata-json", 1);
    const index = checkOf(version, "dmg-noindex-check-json", 1);
    const lost = checkOf(version, "dmg-nopack-check-json", 1);

    expect(packs).toMatchObject({
      failure: { code: "repository-damaged" },
      summary: { errorsFound: 1, brokenPacks: 1 },
    });
    expect(packs.failure?.detail).toMatch(/restic repair packs [0-9a-f]{64}\n/);
    expect(index).toMatchObject({ failure: { code: "repository-damaged" }, summary: { errorsFound: 4 } });
    expect(index.failure?.detail).toContain("restic repair index");
    expect(index.failure?.detail).not.toContain("prune");
    expect(lost).toMatchObject({ failure: { code: "repository-damaged" }, summary: { errorsFound: 1 } });
    expect(lost.failure?.detail).toContain("does not exist");
  },
);

test("an old restic's text is enough to know of damage", () => {
  expect(checkOf("0.14.0", "dmg-nopack-check-json", 1).failure?.code).toBe("repository-damaged");
  expect(checkOf("0.14.0", "dmg-noindex-check-json", 1).summary?.errorsFound).toBeGreaterThan(0);
});

test.each(["0.18.0", "0.19.1"])("restic %s: a check that was locked out found no damage", (version) => {
  const end = checkOf(version, "lock-check-json", 11);

  expect(end.failure?.code).toBe("repository-locked");
  expect(end.summary).toBeUndefined();
});

test("a check that was cut off from its server found no damage", () => {
  const words = "Load(<data/04db6ff2db>) failed: dial tcp 127.0.0.1:8000: connect: connection refused";
  const err = [JSON.stringify({ message_type: "error", message: words })];
  const out = ['{"message_type":"summary","num_errors":1,"broken_packs":null}'];

  expect(readCheck(out, err, 1).failure?.code).toBe("repository-unreachable");
});

test.each(VERSIONS)("restic %s: a sound repository", (version) => {
  const end = readCheck(lines(version, "check-ok-json.out"), [], 0);

  expect(end).toMatchObject({ outcome: "success", summary: { errorsFound: 0, brokenPacks: 0 } });
});

test("a good exit code without a verdict is no success", () => {
  expect(readCheck(["create exclusive lock for repository"], [], 0).outcome).toBe("failure");
});

test.each(VERSIONS)("restic %s: a lock and a size", (version) => {
  expect(parseLock("ab", lines(version, "lock-cat.out"))).toMatchObject({ hostname: "vm", username: "root" });
  expect(parseRawData(lines(version, "stats-raw-data.out").join("\n"))).toBeGreaterThan(1_000_000);
});

test("garbage is no lock and no size", () => {
  expect(parseLock("ab", ["{", "nonsense"])).toBeUndefined();
  expect(parseRawData('{"total_size":"much"}')).toBeUndefined();
});

test.each(VERSIONS)("restic %s: the keys of a repository", (version) => {
  expect(parseKeys(lines(version, "key-list-json.out")[0] ?? "")).toMatchObject([
    { username: "root", hostname: "vm", isOurs: true, created: expect.stringMatching(/^2026-11-23 /) },
  ]);
  expect(parseKeys("Fatal: no keys")).toBeUndefined();
});
