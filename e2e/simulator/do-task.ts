import { createHash, hash, randomBytes } from "node:crypto";
import { gzipSync } from "node:zlib";
import {
  acknowledgeTask,
  appendLog,
  type LogChunk,
  reportProgress,
  reportResult,
} from "#contract/agent-protocol";
import { type Call, ProblemError } from "#contract/call";
import type { RunReport } from "#contract/outcome";
import type { TaskOffer } from "#contract/task";
import { drawEnd, type End } from "./temper.ts";

type Deps = {
  call: Call;
  agentId: string;
  random: () => number;
  /** Passes time as long as the machine is awake. */
  pause: (ms: number) => Promise<void>;
  /** Asks until there is an answer, across cuts and sleeps. */
  untilAnswered: <T>(ask: () => Promise<T>) => Promise<T>;
  backupSeconds: number;
};
/** What the orchestrator has acknowledged, and so must never lose. */
export type Kept = {
  runId: string;
  taskId: string;
  attempt: number;
  outcome: RunReport["outcome"];
  logChunks: number;
};

const STEP_MS = 1_000;
const STEPS_A_CHUNK = 5;
const BYTES_A_STEP = 25_000_000;

/** One attempt as an agent does it: taken, told of while it runs, ended. Nothing where another attempt has taken over. */
export async function doTask(deps: Deps, offer: TaskOffer): Promise<Kept | undefined> {
  const { call, agentId, untilAnswered } = deps;
  const params = { id: agentId, taskId: offer.taskId };
  const proof = { attempt: offer.attempt, leaseToken: offer.leaseToken };
  try {
    await untilAnswered(() => call(acknowledgeTask, { params, body: proof }));
    const startedAt = new Date().toISOString();
    const { logChunks, isCancelled } =
      offer.kind === "backup" ? await backUp(deps, offer) : { logChunks: 0, isCancelled: false };
    const report = reportOf(offer, isCancelled ? "cancelled" : drawEnd(deps.random), {
      startedAt,
      logChunks,
    });
    const { runId } = await untilAnswered(() =>
      call(reportResult, { params, body: { ...proof, ...report } }),
    );
    return { runId, taskId: offer.taskId, attempt: offer.attempt, outcome: report.outcome, logChunks };
  } catch (error) {
    if (error instanceof ProblemError && [409, 410].includes(error.problem.status)) return undefined;
    throw error;
  }
}

async function backUp(deps: Deps, offer: TaskOffer): Promise<{ logChunks: number; isCancelled: boolean }> {
  const { call, agentId, random, pause, untilAnswered, backupSeconds } = deps;
  const params = { id: agentId, taskId: offer.taskId };
  const proof = { attempt: offer.attempt, leaseToken: offer.leaseToken };
  const steps = Math.max(1, Math.round(((0.4 + random() * 1.2) * backupSeconds * 1_000) / STEP_MS));
  let logChunks = 0;
  for (let step = 1; step <= steps; step += 1) {
    await pause(STEP_MS);
    const progress = progressOf(step, steps);
    const { cancel } = await untilAnswered(() =>
      call(reportProgress, { params, body: { ...proof, progress } }),
    );
    if (step % STEPS_A_CHUNK === 0 || step === steps) {
      const chunk = chunkOf(logChunks, offer, step);
      await untilAnswered(() => call(appendLog, { params, body: { ...proof, ...chunk } }));
      logChunks += 1;
    }
    if (cancel) return { logChunks, isCancelled: true };
  }
  return { logChunks, isCancelled: false };
}

function progressOf(step: number, steps: number) {
  return {
    ...{ phase: "backing up", percentDone: step / steps, errorCount: 0 },
    ...{
      filesDone: step * 40,
      filesTotal: steps * 40,
      bytesDone: step * BYTES_A_STEP,
      bytesTotal: steps * BYTES_A_STEP,
    },
    ...{ secondsRemaining: steps - step, currentFiles: [`/home/anna/Documents/letter ${step}.odt`] },
  };
}

function chunkOf(seq: number, { repository }: TaskOffer, step: number): LogChunk {
  const at = new Date().toISOString();
  const lines = Array.from(
    { length: 40 },
    (_, n) => `${at} info Saved /home/anna/Documents/${step}/letter ${n}.odt in ${repository.id}`,
  );
  const text = `${lines.join("\n")}\n`;
  const packed = gzipSync(text, { level: 1 });
  return {
    ...{ seq, encoding: "gzip", lineCount: lines.length },
    ...{ sha256: hash("sha256", text), data: packed.toString("base64"), dataSha256: hash("sha256", packed) },
  };
}

type Told = { startedAt: string; logChunks: number };

function reportOf({ kind, repository }: TaskOffer, end: End | "cancelled", told: Told): RunReport {
  const finished = { ...told, finishedAt: new Date().toISOString() };
  const repositoryResticId = createHash("sha256").update(repository.id).digest("hex");
  if (kind !== "backup")
    return {
      ...finished,
      outcome: "success",
      exitCode: 0,
      repositoryResticId,
      summary: {},
      ...(kind === "snapshots" && { snapshots: [] }),
    };
  if (end === "cancelled") return { ...finished, outcome: "cancelled", exitCode: 130 };
  if (end === "failure")
    return {
      ...finished,
      outcome: "failure",
      exitCode: 1,
      failure: { code: "source-unreadable", message: "The folder could not be read." },
    };
  return {
    ...{ ...finished, repositoryResticId, outcome: end, exitCode: end === "success" ? 0 : 3 },
    snapshotId: randomBytes(32).toString("hex"),
    summary: {
      filesNew: 4,
      filesChanged: 2,
      filesUnmodified: 1_194,
      filesProcessed: 1_200,
      bytesProcessed: 52_000_000_000,
      dataAddedBytes: 30_000_000,
    },
    ...(end === "warning" && {
      items: [{ path: "/home/anna/.cache/lock", message: "permission denied" }],
      itemCount: 1,
    }),
  };
}
