import { expect, test } from "vitest";
import type { RunDetail } from "#contract/runs";
import type { Task } from "#contract/tasks";
import { describeEnd, exitCodeOf } from "./describe-run.ts";

const ID = "0193c0de-0000-7000-8000-000000000001";

test("a backup says what it holds", () => {
  const ended = { task: taskWith({ status: "succeeded" }), run: runWith({}) };

  expect(describeEnd(ended)).toBe(
    "Documents: backed up as snapshot 1a2b3c4d: 1,234 files, 1.5 GiB, 10.0 MiB new, 12 s",
  );
  expect(exitCodeOf(ended)).toBe(0);
});

test("unreadable files are listed, and the code tells them from a full success", () => {
  const items = [{ path: "/home/anna/secret", message: "permission denied" }];
  const ended = { task: taskWith({ status: "warning" }), run: runWith({ items, itemCount: 3 }) };

  expect(describeEnd(ended)).toContain("3 items could not be read and are not in it:");
  expect(describeEnd(ended)).toContain("/home/anna/secret: permission denied");
  expect(describeEnd(ended)).toContain("and 2 more");
  expect(exitCodeOf(ended)).toBe(4);
});

test("a warning that is about no file says what it is about", () => {
  const hint = { cause: "There was no file.", effect: "It holds nothing.", action: "Plug it in." };
  const ended = { task: taskWith({ status: "warning" }), run: runWith({ hint }) };

  expect(describeEnd(ended)).toContain("There was no file. It holds nothing. Plug it in.");
  expect(describeEnd(ended)).not.toContain("could not be read");
});

test("a restore with a warning says both what it is about and which files", () => {
  const hint = { cause: "Nothing is kept.", effect: "It is gone.", action: "Make room." };
  const items = [{ path: "/home/anna/secret", message: "permission denied" }];
  const run = runWith({ kind: "restore", snapshotId: null, hint, items, itemCount: 1 });

  const words = describeEnd({ task: taskWith({ kind: "restore", status: "warning" }), run });

  expect(words).toContain("Nothing is kept. It is gone. Make room.");
  expect(words).toContain("/home/anna/secret: permission denied");
  expect(words).not.toContain("not in it");
});

test("a failure says cause, effect and action, and when it is tried again", () => {
  const hint = { cause: "nas does not answer.", effect: "No new backup.", action: "Switch it on." };
  const task = taskWith({ status: "queued", notBefore: "2026-11-24T12:00:00.000Z" });

  const ended = { task, run: runWith({ status: "failure", hint, snapshotId: null }) };

  expect(describeEnd(ended)).toContain(
    "Documents: failed. nas does not answer. No new backup. Switch it on.",
  );
  expect(describeEnd(ended)).toContain("Holdfast tries again by itself");
  expect(exitCodeOf(ended)).toBe(1);
});

test("a restore says where the overwritten files are, also one that failed", () => {
  const run = runWith({ kind: "restore", snapshotId: null, summary: { keptIn: "/home/anna/Overwritten" } });

  for (const status of ["succeeded", "failed", "cancelled"] as const)
    expect(describeEnd({ task: taskWith({ kind: "restore", status }), run })).toContain(
      "What was overwritten is kept in /home/anna/Overwritten",
    );
});

test("a restore that was stopped says that the folder is incomplete, and how it is completed", () => {
  const summary = { restoredTo: "/home/anna/Restored", isIncomplete: true };
  const run = runWith({ kind: "restore", snapshotId: null, summary });

  const words = describeEnd({ task: taskWith({ kind: "restore", status: "cancelled" }), run });

  expect(words).toContain("What is in /home/anna/Restored is not complete: the same restore once more");
  expect(words).not.toContain("uploaded");
});

test("it also says how many of them there are, and how large, where the agent has told that", () => {
  const summary = { keptIn: "/home/anna/Overwritten", filesKept: 3, bytesKept: 4_096 };
  const run = runWith({ kind: "restore", snapshotId: null, summary });

  expect(describeEnd({ task: taskWith({ kind: "restore" }), run })).toContain(
    "What was overwritten (3 files, 4.0 KiB) is kept in /home/anna/Overwritten: delete it",
  );
});

test("an unchanged folder makes no snapshot and is still a success", () => {
  const ended = { task: taskWith({ status: "succeeded" }), run: runWith({ snapshotId: null }) };

  expect(describeEnd(ended)).toContain("nothing had changed");
});

test("a task that never ran gives its reason", () => {
  const task = taskWith({ status: "skipped", reason: "One waits already." });

  expect(describeEnd({ task, run: undefined })).toBe("Documents: One waits already.");
});

function taskWith(changes: Partial<Task>): Task {
  return {
    id: ID,
    kind: "backup",
    agentId: ID,
    hostname: "anna-pc",
    policyId: ID,
    policyName: "Documents",
    repositoryId: ID,
    repositoryName: "nas",
    origin: "manual",
    status: "succeeded",
    reason: null,
    attempt: 1,
    slotKey: null,
    notBefore: null,
    lastRunId: ID,
    progress: null,
    createdAt: "2026-11-24T11:00:00.000Z",
    finishedAt: null,
    ...changes,
  };
}

function runWith(changes: Partial<RunDetail>): RunDetail {
  return {
    id: ID,
    taskId: ID,
    attempt: 1,
    kind: "backup",
    origin: "manual",
    agentId: ID,
    hostname: "anna-pc",
    policyId: ID,
    policyName: "Documents",
    repositoryId: ID,
    repositoryName: "nas",
    status: "success",
    scheduledFor: null,
    startedAt: "2026-11-24T11:00:00.000Z",
    finishedAt: "2026-11-24T11:00:12.000Z",
    exitCode: 0,
    failure: null,
    hint: null,
    summary: { filesProcessed: 1_234, bytesProcessed: 1.5 * 1024 ** 3, dataAddedBytes: 10 * 1024 ** 2 },
    snapshotId: "1a2b3c4d5e6f",
    itemCount: 0,
    progress: null,
    logChunks: 1,
    logBytes: 10,
    logCutBytes: 0,
    items: [],
    ...changes,
  };
}
