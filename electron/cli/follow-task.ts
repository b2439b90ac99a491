import { setTimeout as wait } from "node:timers/promises";
import { getRun, type RunDetail } from "#contract/runs";
import { getTask, type Task } from "#contract/tasks";
import type { CoreClient } from "./core-client.ts";
import type { Output } from "./output.ts";
import { progressLine } from "./progress-line.ts";

const LOOK_AGAIN_MS = 400;
/** What a shell expects of a program that Ctrl-C ended. */
const INTERRUPTED = 130;
/** A next attempt that is this near belongs to the same sitting. */
const WORTH_WAITING_MS = 10_000;
const FINAL = new Set(["succeeded", "warning", "failed", "cancelled", "skipped", "dead"]);

type Deps = { client: CoreClient; output: Output };
export type Ended = { task: Task; run: RunDetail | undefined };

/** Watches a task until it has ended, or until its attempt failed and the next one is hours away. */
export async function followTask({ client, output }: Deps, taskId: string): Promise<Ended> {
  const onInterrupt = () => {
    output.note("Holdfast goes on with it in the background. See how it is with: holdfast status");
    process.exit(INTERRUPTED);
  };
  process.once("SIGINT", onInterrupt);
  try {
    const task = await untilEnded({ client, output }, taskId);
    const { lastRunId: id } = task;
    return { task, run: id === null ? undefined : await client.call(getRun, { params: { id } }) };
  } finally {
    process.off("SIGINT", onInterrupt);
  }
}

async function untilEnded({ client, output }: Deps, id: string): Promise<Task> {
  let toldReason: string | null = null;
  for (;;) {
    const task = await client.call(getTask, { params: { id } });
    if (FINAL.has(task.status) || isWaitingForRetry(task)) return task;
    if (task.reason !== null && task.reason !== toldReason) output.note(task.reason);
    toldReason = task.reason;
    output.step(progressLine(task));
    await wait(LOOK_AGAIN_MS);
  }
}

function isWaitingForRetry({ status, notBefore, lastRunId }: Task): boolean {
  if (status !== "queued" || notBefore === null || lastRunId === null) return false;
  return Date.parse(notBefore) - Date.now() > WORTH_WAITING_MS;
}
