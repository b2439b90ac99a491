import { reportProgress } from "#contract/agent-protocol";
import { pauseAgent, resumeAgent } from "#contract/agents";
import type { FailureCode, Outcome, RunReport } from "#contract/outcome";
import { type PolicyDraft, replacePolicy } from "#contract/policies";
import { createTask } from "#contract/tasks";
import type { Id } from "#contract/values";
import {
  type joinMachine,
  proofOf,
  SNAPSHOT,
  type TestOrchestrator,
} from "../../orchestrator/orchestrator-for-tests.ts";

export type Machine = Awaited<ReturnType<typeof joinMachine>>;
export type KnownPolicy = { id: Id; draft: PolicyDraft };
export type Stage = {
  orchestrator: TestOrchestrator;
  machine: Machine;
  policies: KnownPolicy[];
  random: () => number;
};
/** What the machine itself knows of a run. */
export type LivedRun = { policyId: Id; status: Outcome | "running" };

const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;
const STEPS = 10;
const codes: FailureCode[] = [
  "wrong-password",
  "repository-full",
  "source-missing",
  "repository-unreachable",
];
const outcomes: Outcome[] = [
  ...(["success", "success", "success", "success"] as const),
  ...(["failure", "failure", "warning", "cancelled", "interrupted"] as const),
];

/** A made-up history of one machine, told to a real orchestrator by the protocol of agents; its runs, newest first. */
export async function liveThrough(stage: Stage): Promise<LivedRun[]> {
  const lived: LivedRun[] = [];
  for (let step = 0; step < STEPS; step += 1) {
    // From a minute to two days, short times as often as long ones.
    stage.orchestrator.pass(Math.round(MINUTE * 2_880 ** stage.random()));
    const run = await takeStep(stage);
    if (run !== undefined) lived.unshift(run);
  }
  if (stage.random() < 0.25) lived.unshift(await leaveRunning(stage));
  return lived;
}

async function takeStep(stage: Stage): Promise<LivedRun | undefined> {
  const { orchestrator, machine, random } = stage;
  const params = { id: machine.agentId };
  const dice = random();
  if (dice < 0.7) return attempt(stage);
  if (dice < 0.8) await orchestrator.tick();
  else if (dice < 0.87) {
    const until = new Date(orchestrator.clock.ms + DAY).toISOString();
    await orchestrator.admin(pauseAgent, { params, body: random() < 0.5 ? { until } : {} });
  } else if (dice < 0.94) await orchestrator.admin(resumeAgent, { params });
  else await switchPolicy(stage);
  return undefined;
}

/** For every machine that follows it. */
async function switchPolicy({ orchestrator, policies, random }: Stage): Promise<void> {
  const policy = one(policies, random);
  const body = { ...policy.draft, enabled: random() < 0.6 };
  await orchestrator.admin(replacePolicy, { params: { id: policy.id }, body });
}

async function attempt(stage: Stage): Promise<LivedRun> {
  const { orchestrator, machine, random } = stage;
  const startedAt = new Date(orchestrator.clock.ms).toISOString();
  const { task, policyId } = await takeBackup(stage);
  orchestrator.pass(Math.round(1_000 + 20_000 * random()));
  const status = one(outcomes, random);
  const finishedAt = new Date(orchestrator.clock.ms).toISOString();
  await machine.report(task, { startedAt, finishedAt, ...endOf(status, random) });
  return { policyId, status };
}

async function leaveRunning(stage: Stage): Promise<LivedRun> {
  const { machine, random } = stage;
  const { task, policyId } = await takeBackup(stage);
  const progress = {
    phase: "backup",
    percentDone: random(),
    filesDone: 3,
    bytesDone: 1_000,
    errorCount: 0,
  };
  await machine.call(reportProgress, {
    params: { id: machine.agentId, taskId: task.taskId },
    body: { ...proofOf(task), progress },
  });
  return { policyId, status: "running" };
}

/** Somebody asks for a backup; what was queued before it comes first. */
async function takeBackup({ orchestrator, machine, policies, random }: Stage) {
  const body = { kind: "backup" as const, agentId: machine.agentId, policyId: one(policies, random).id };
  await orchestrator.admin(createTask, { body });
  const task = await machine.take();
  if (task.policyId === undefined) throw new Error(`Nobody asked for the ${task.kind} ${task.taskId}.`);
  return { task, policyId: task.policyId };
}

function endOf(outcome: Outcome, random: () => number): Partial<RunReport> {
  const files = 900 + Math.floor(200 * random());
  const summary = {
    filesProcessed: files,
    bytesProcessed: files * 1_000,
    dataAddedPackedBytes: Math.floor(2_000_000 * random()),
  };
  const isSaved = outcome === "success" || outcome === "warning";
  return {
    outcome,
    exitCode: { success: 0, warning: 3, failure: 1, cancelled: 130, interrupted: null }[outcome],
    summary: isSaved ? summary : undefined,
    snapshotId: isSaved ? SNAPSHOT : undefined,
    ...(outcome === "warning" && {
      items: [{ path: "/home/anna/locked", message: "permission denied" }],
      itemCount: 1,
    }),
    ...(outcome === "failure" && {
      failure: { code: one(codes, random), message: "It did not work, says restic." },
    }),
  };
}

function one<T>(choices: readonly T[], random: () => number): T {
  const chosen = choices[Math.floor(random() * choices.length)];
  if (chosen === undefined) throw new Error("there is nothing to choose from");
  return chosen;
}
