import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { acknowledgeTask, appendLog, pollTasks, registerAgent, reportResult } from "#contract/agent-protocol";
import type { Call } from "#contract/call";
import { createEnrolment } from "#contract/enrolments";
import { assignPolicy, createPolicy } from "#contract/policies";
import { createRepository } from "#contract/repositories";
import { getRun, listRuns, readRunLog } from "#contract/runs";
import { listSnapshots } from "#contract/snapshots";
import type { TaskOffer } from "#contract/task";
import { createTask, getTask } from "#contract/tasks";
import { newPlace } from "../electron/cli/testing/holdfast-process.ts";
import { randomFrom } from "./random.ts";
import { startWholeCore, until, untilEnded, type WholeCore } from "./whole-core.ts";

const KILLS = Number(process.env["HOLDFAST_KILLS"] ?? 5);
const SEED = Number(process.env["HOLDFAST_SEED"] ?? Date.now() % 1_000_000);

/** A machine that only writes log, and remembers what was acknowledged. */
type Writer = { agentId: string; call: Call; task: TaskOffer; acknowledged: string[] };

test(`nothing acknowledged is lost when the core is killed ${KILLS} times in mid-backup (seed ${SEED})`, async (ctx) => {
  const random = randomFrom(SEED);
  const place = newPlace({ HOLDFAST_RESTIC: process.env["HOLDFAST_RESTIC"] });
  let core = await startWholeCore(place);
  const policyId = await protectSlowly(core, place.folder);
  const { key, writer } = await joinWriter(core, policyId);
  for (let kill = 1; kill <= KILLS; kill += 1) {
    await untilBackupRuns(core, policyId);
    const writing = writeUntilCut(writer);
    await new Promise((resolve) => setTimeout(resolve, 200 + random() * 1_500));
    await core.kill();
    await writing;
    core = await startWholeCore(place);
    writer.call = core.callWith(key);
  }

  const last = await core.call(createTask, { body: { kind: "backup", policyId } });
  expect(await untilEnded(core.call, last.id, 120)).toMatchObject({ status: "succeeded" });
  const { items: runs } = await core.call(listRuns, { query: { policy: policyId, agent: core.agentId } });
  const statuses = runs.map((run) => run.status);
  expect(statuses.filter((status) => status === "interrupted")).toHaveLength(KILLS);
  expect(new Set(statuses)).toEqual(new Set(["success", "interrupted"]));
  expect(runs[0]?.snapshotId).toMatch(/^[0-9a-f]{64}$/);

  await reportEnd(writer);
  const { items: writerRuns } = await core.call(listRuns, {
    query: { agent: writer.agentId, kind: "backup" },
  });
  expect(writerRuns).toMatchObject([{ status: "success" }]);
  expect(await wholeLog(core, writerRuns[0]?.id ?? "")).toEqual(writer.acknowledged);
  ctx.annotate(`${writer.acknowledged.length} acknowledged chunks, ${KILLS} kills, seed ${SEED}`);

  const run = await core.call(getRun, { params: { id: runs[0]?.id ?? "" } });
  const { items: snapshots } = await core.call(listSnapshots, {
    params: { id: run.repositoryId },
    query: {},
  });
  expect(snapshots.some((snapshot) => snapshot.id === run.snapshotId)).toBe(true);
  await core.stop();
}, 600_000);

/** A backup that runs: the next attempt of the last one, or a new one where that was given up after too many crashes. */
async function untilBackupRuns(core: WholeCore, policyId: string): Promise<void> {
  const { id } = await core.call(createTask, { body: { kind: "backup", policyId } });
  await until(
    () => core.call(getTask, { params: { id } }),
    (task) => task.status === "running",
    { what: "the start of a backup" },
  );
}

/** Big enough, and throttled, so that a kill finds restic at work. */
async function protectSlowly(core: WholeCore, folder: string): Promise<string> {
  const source = join(folder, "source");
  mkdirSync(source);
  for (let index = 0; index < 8; index += 1) {
    writeFileSync(
      join(source, `noise-${index}`),
      Buffer.from(crypto.getRandomValues(new Uint8Array(65_536))),
    );
    for (let part = 0; part < 15; part += 1) {
      writeFileSync(
        join(source, `noise-${index}`),
        Buffer.from(crypto.getRandomValues(new Uint8Array(65_536))),
        { flag: "a" },
      );
    }
  }
  const repository = await core.call(createRepository, {
    body: { kind: "fs", name: "Disk", path: join(folder, "repository"), password: "open sesame" },
  });
  const policy = await core.call(createPolicy, {
    body: {
      name: "Noise",
      repositoryId: repository.id,
      include: [source],
      limits: { bandwidthUpKiBps: 2_000 },
    },
  });
  await core.call(assignPolicy, { params: { id: policy.id, agentId: core.agentId } });
  return policy.id;
}

async function joinWriter(core: WholeCore, policyId: string): Promise<{ key: string; writer: Writer }> {
  const { code } = await core.call(createEnrolment, { body: {} });
  const { agentId, agentKey: key = "" } = await core.callWith(code)(registerAgent, {
    body: {
      machineId: crypto.randomUUID(),
      hostname: "writer",
      os: "linux",
      osVersion: "1",
      arch: "x64",
      appVersion: "0.1.0",
      resticVersion: "0.19.1",
      protocolVersion: 1,
      timeZone: "UTC",
    },
  });
  const call = core.callWith(key);
  await core.call(assignPolicy, { params: { id: policyId, agentId } });
  const first = await take(call, agentId);
  await call(reportResult, {
    params: { id: agentId, taskId: first.taskId },
    body: { ...proof(first), ...success },
  });
  await core.call(createTask, { body: { kind: "backup", policyId, agentId } });
  return { key, writer: { agentId, call, task: await take(call, agentId), acknowledged: [] } };
}

async function take(call: Call, agentId: string): Promise<TaskOffer> {
  const { tasks } = await until(
    () => call(pollTasks, { params: { id: agentId }, query: { wait: 1 } }),
    (answer) => answer.tasks.length > 0,
    { what: "a task for the writer" },
  );
  const [task] = tasks;
  if (task === undefined) throw new Error("no task");
  await call(acknowledgeTask, { params: { id: agentId, taskId: task.taskId }, body: proof(task) });
  return task;
}

/** Sends chunk after chunk until the server is gone; what was answered with 200 counts as acknowledged. */
async function writeUntilCut(writer: Writer): Promise<void> {
  for (;;) {
    const seq = writer.acknowledged.length;
    const text = `line ${seq} ${"x".repeat(500)}\n`;
    try {
      await writer.call(appendLog, {
        params: { id: writer.agentId, taskId: writer.task.taskId },
        body: {
          ...proof(writer.task),
          seq,
          sha256: createHash("sha256").update(text).digest("hex"),
          encoding: "identity",
          data: Buffer.from(text).toString("base64"),
          lineCount: 1,
        },
      });
      writer.acknowledged.push(text.trimEnd());
    } catch (error) {
      if (error instanceof TypeError) return;
      throw error;
    }
  }
}

const success = {
  outcome: "success" as const,
  startedAt: "2026-11-24T12:00:00.000Z",
  finishedAt: "2026-11-24T12:00:01.000Z",
  exitCode: 0,
  summary: { filesProcessed: 1 },
  snapshotId: "ab".repeat(32),
};

async function reportEnd({ agentId, call, task }: Writer): Promise<void> {
  await call(reportResult, {
    params: { id: agentId, taskId: task.taskId },
    body: { ...proof(task), ...success },
  });
}

function proof({ attempt, leaseToken }: TaskOffer) {
  return { attempt, leaseToken };
}

async function wholeLog(core: WholeCore, runId: string): Promise<string[]> {
  const lines: string[] = [];
  for (let afterSeq = -1; ; ) {
    const page = await core.call(readRunLog, { params: { id: runId }, query: { afterSeq } });
    lines.push(...page.lines.map((line) => line.text));
    if (!page.hasMore) return lines;
    afterSeq = page.nextSeq;
  }
}
