import { expect, test } from "vitest";
import type { TreeEntry } from "#contract/browse";
import type { RunCommand } from "./open-restic.ts";
import { readTree } from "./read-tree.ts";

/** What was captured stands in for a restic. */
function runOf(text: string): RunCommand {
  return async ({ onOutput }) => {
    await onOutput?.(
      (async function* () {
        yield Buffer.from(text);
      })(),
    );
    return { exitCode: 0, signal: null, stopped: undefined, words: [] };
  };
}

async function entriesOf(nodes: object[]): Promise<TreeEntry[]> {
  const entries: TreeEntry[] = [];
  const folder = { snapshotId: "02bc7019", path: "/srv", mayWant: () => true };
  await readTree(runOf(JSON.stringify({ nodes })), folder, (entry) => void entries.push(entry));
  return entries;
}

test("names that restic quotes are told as they are, and lost bytes as everywhere", async () => {
  const names = [
    "plain",
    "a\\nb",
    'q\\"',
    "back\\\\slash",
    "\\u202egpj",
    "b\\xff\\xfex",
    "\\x1b[31m",
    "\\U000e0001",
  ];

  const entries = await entriesOf(names.map((name) => ({ name, type: "file", size: 3 })));

  expect(entries.map(({ name }) => name)).toEqual([
    ...["plain", "a\nb", 'q"', "back\\slash", "\u202egpj", "b\ufffd\ufffdx", "\u001b[31m", "\u{e0001}"],
  ]);
  expect(entries[0]).toEqual({ path: "/srv/plain", name: "plain", type: "file", sizeBytes: 3 });
});

test("a file of a terabyte, whose list of parts is long, has its size and time", async () => {
  const content = Array.from({ length: 5_000 }, () => "0".repeat(64));
  const mtime = "2026-11-24T12:00:00Z";

  const entries = await entriesOf([{ name: "disk.img", type: "file", mtime, size: 1e12, content }]);

  expect(entries).toMatchObject([{ name: "disk.img", sizeBytes: 1e12, modifiedAt: mtime }]);
});

test("names that climb are left out", async () => {
  const names = ["..", ".", "", "../outside", "good"];

  const entries = await entriesOf(names.map((name) => ({ name, type: "dir" })));

  expect(entries.map(({ path }) => path)).toEqual(["/srv/good"]);
});
