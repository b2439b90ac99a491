import { createHash } from "node:crypto";
import { acknowledgeTask, appendLog, pollTasks, registerAgent, reportResult } from "#contract/agent-protocol";
import type { Call } from "#contract/call";
import { createEnrolment } from "#contract/enrolments";
import { assignPolicy } from "#contract/policies";
import { readRunLog } from "#contract/runs";
import type { TaskOffer } from "#contract/task";
import { createTask } from "#contract/tasks";
import { until, type WholeCore } from "./whole-core.ts";

/** A machine that only writes log, and remembers what was acknowledged. */
export type Writer = {
  agentId: string;
  key: string;
  policyId: string;
  call: Call;
  task: TaskOffer;
  acknowledged: string[];
};

/** Joins, is protected by the policy, and has its first backup at hand. */
export async function joinWriter(core: WholeCore, policyId: string): Promise<Writer> {
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
  await core.call(createTask, { body: { kind: "backup", policyId, agentId } });
  return { agentId, key, policyId, call, task: await take(call, agentId), acknowledged: [] };
}

async function take(call: Call, agentId: string): Promise<TaskOffer> {
  const task = await nextOffer({ call, agentId });
  await acknowledge({ call, agentId, task });
  return task;
}

export async function nextOffer({ call, agentId }: Pick<Writer, "call" | "agentId">): Promise<TaskOffer> {
  const { tasks } = await until(
    () => call(pollTasks, { params: { id: agentId }, query: { wait: 1 } }),
    (answer) => answer.tasks.length > 0,
    { what: "a task for the writer" },
  );
  const [task] = tasks;
  if (task === undefined) throw new Error("no task");
  return task;
}

export const acknowledge = ({ call, agentId, task }: Pick<Writer, "call" | "agentId" | "task">) =>
  call(acknowledgeTask, { params: { id: agentId, taskId: task.taskId }, body: proof(task) });

/** Sends chunk after chunk until there are enough, or the server is gone: then false. What was answered with 200 counts as acknowledged. */
export async function writeUntilCut(writer: Writer, enough = Number.POSITIVE_INFINITY): Promise<boolean> {
  while (writer.acknowledged.length < enough) {
    const seq = writer.acknowledged.length;
    const text = `line ${seq} ${"x".repeat(500)}\n`;
    const isGone = await cutOff(() =>
      writer.call(appendLog, {
        params: { id: writer.agentId, taskId: writer.task.taskId },
        body: {
          ...proof(writer.task),
          seq,
          sha256: createHash("sha256").update(text).digest("hex"),
          encoding: "identity",
          data: Buffer.from(text).toString("base64"),
          lineCount: 1,
        },
      }),
    );
    if (isGone) return false;
    writer.acknowledged.push(text.trimEnd());
  }
  return true;
}

/** True where there was no answer at all. */
export async function cutOff(ask: () => Promise<unknown>): Promise<boolean> {
  try {
    await ask();
    return false;
  } catch (error) {
    if (error instanceof TypeError) return true;
    throw error;
  }
}

export const reportEnd = ({ call, agentId, task }: Writer) => report(call, agentId, task);

async function report(call: Call, agentId: string, task: TaskOffer): Promise<string> {
  const { runId } = await call(reportResult, {
    params: { id: agentId, taskId: task.taskId },
    body: { ...proof(task), ...success },
  });
  return runId;
}

const success = {
  outcome: "success" as const,
  startedAt: "2026-11-24T12:00:00.000Z",
  finishedAt: "2026-11-24T12:00:01.000Z",
  exitCode: 0,
  summary: { filesProcessed: 1 },
  snapshotId: "ab".repeat(32),
};

function proof({ attempt, leaseToken }: TaskOffer) {
  return { attempt, leaseToken };
}

export async function wholeLog(call: Call, runId: string): Promise<string[]> {
  const lines: string[] = [];
  for (let afterSeq = -1; ; ) {
    const page = await call(readRunLog, { params: { id: runId }, query: { afterSeq } });
    lines.push(...page.lines.map((line) => line.text));
    if (!page.hasMore) return lines;
    afterSeq = page.nextSeq;
  }
}
