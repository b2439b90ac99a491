import { setTimeout as wait } from "node:timers/promises";
import type { Call } from "#contract/call";
import { getRun, type RunDetail } from "#contract/runs";
import { getTask } from "#contract/tasks";
import { Trouble } from "../steps/trouble.ts";

const PATIENCE_MS = 180_000;
const ENDED = ["succeeded", "warning", "failed", "cancelled", "skipped", "dead"];

/** Waits until a task has ended well, and gives its run. */
export async function followTask(call: Call, id: string): Promise<RunDetail> {
  const deadline = performance.now() + PATIENCE_MS;
  while (performance.now() < deadline) {
    const task = await call(getTask, { params: { id } });
    if (ENDED.includes(task.status)) return await runOf(call, task);
    await wait(200);
  }
  throw new Trouble(`A task did not end within ${PATIENCE_MS / 1000} seconds.`);
}

type Ended = { kind: string; status: string; reason: string | null; lastRunId: string | null };

async function runOf(call: Call, { kind, status, reason, lastRunId }: Ended): Promise<RunDetail> {
  if (lastRunId === null) throw new Trouble(`The ${kind} ended as ${status}: ${reason ?? "no reason given"}`);
  const run = await call(getRun, { params: { id: lastRunId } });
  if (status === "succeeded") return run;
  throw new Trouble(`The ${kind} ended as ${status}: ${run.failure?.message ?? reason ?? "no reason given"}`);
}
