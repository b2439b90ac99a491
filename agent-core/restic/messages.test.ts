import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { parseVersion } from "./find-restic.ts";
import { parseMessage } from "./messages.ts";
import { parseSnapshots } from "./snapshots.ts";

const folder = join(import.meta.dirname, "fixtures");
const versions = readdirSync(folder);
const linesOf = (version: string, name: string) =>
  readFileSync(join(folder, version, name), "utf8")
    .split("\n")
    .filter((line) => line !== "");
const everyLine = versions.flatMap((version) =>
  readdirSync(join(folder, version)).flatMap((name) => linesOf(version, name)),
);

test.for(versions)("restic %s: the summary of a backup is read", (version) => {
  const summary = linesOf(version, "backup-first.out")
    .map(parseMessage)
    .find((one) => one?.message_type === "summary");

  expect(summary).toMatchObject({ files_new: 10, total_files_processed: 10 });
});

test.for(versions)("restic %s: every status line is read, the odd ones of old versions too", (version) => {
  const parsed = linesOf(version, "backup-status-stream.out").map(parseMessage);

  expect(parsed.filter((one) => one === undefined)).toEqual([]);
  expect(parsed.some((one) => one?.message_type === "status")).toBe(true);
});

test.for(versions)("restic %s: its version and its listing are read", (version) => {
  const [text = ""] = linesOf(version, "version-text.out");
  const [listing = ""] = linesOf(version, "snapshots-json-flat.out");

  expect(parseVersion(text)).toBe(version);
  expect(parseSnapshots(listing)).toMatchObject([{ hostname: "desk-01", tags: ["a", "b", "c"] }]);
});

test("no mutilated line makes the reader throw", () => {
  const mutilated = fc
    .tuple(fc.constantFrom(...everyLine), fc.nat(), fc.nat(40), fc.string())
    .map(([line, at, length, put]) => {
      const start = at % (line.length + 1);
      return line.slice(0, start) + put + line.slice(start + length);
    });

  fc.assert(
    fc.property(mutilated, (line) => {
      parseMessage(line);
      parseSnapshots(line);
    }),
    { numRuns: 1_000 },
  );
});

test("a number of the wrong type is left out and the rest is kept", () => {
  expect(parseMessage('{"message_type":"summary","files_new":"7","snapshot_id":"abcdef01"}')).toMatchObject({
    snapshot_id: "abcdef01",
    files_new: undefined,
  });
});
