import { expect, test } from "vitest";
import type { Snapshot } from "#contract/snapshots";
import { previousOf } from "./previous-of.ts";

const snapshot = (id: string, hostname: string): Snapshot => ({
  ...{ id, hostname, repositoryId: "r", agentId: null, policyId: null, policyName: null, runId: null },
  ...{ time: "", receivedAt: "", paths: [], tags: [], filesProcessed: null, bytesProcessed: null },
  ...{ dataAddedBytes: null, listed: true, doubt: null },
});

test("compared is with the snapshot before of the same machine, if there is one", () => {
  const snapshots = [snapshot("d", "desk"), snapshot("c", "laptop"), snapshot("b", "desk")];

  expect([previousOf(snapshots, "d")?.id, previousOf(snapshots, "b"), previousOf(snapshots, "z")]).toEqual([
    "b",
    undefined,
    undefined,
  ]);
});
