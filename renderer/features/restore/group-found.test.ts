import { expect, test } from "vitest";
import { groupFound } from "./group-found.ts";

const found = (snapshotId: string, hostname: string) => ({
  ...{ path: "/home/a.txt", name: "a.txt", type: "file" as const },
  ...{ snapshotId, snapshotTime: null, hostname },
});

test("a file of one machine is one line with its newest snapshot, its namesake elsewhere another", () => {
  const lines = groupFound([found("c", "desk"), found("b", "laptop"), found("a", "desk")]);

  expect(lines.map(({ newest, snapshots }) => [newest.snapshotId, snapshots])).toEqual([
    ["c", 2],
    ["b", 1],
  ]);
});
