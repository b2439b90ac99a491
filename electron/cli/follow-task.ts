import { setTimeout as wait } from "node:timers/promises";
import { getRun, type RunDetail } from "#contract/runs";
import { getTask, type Task } from "#contract/tasks";
import type { CoreClient } from "./core-client.ts";
import type { Output } from "./output.ts";
import { progressLine } from "./progress-line.ts";

const LOOK_AGAIN_MS = 400;
const FINAL = new Set(["succeeded", "warning", "failed", "cancelled", "skipped", "dead"]);

export type Ended = { task: Task; run: RunDetail | undefined };

/** Watches a task until it has ended, or until its attempt failed and the next one is hours away. */
export async function followTask(
  { client, output }: { client: CoreClient; output: Output },
  taskId: string,
): Promise<Ended> {
  let toldReason: string | null = null;
  for (;;) {
    const task = await client.call(getTask, { params: { id: taskId } });
    if (FINAL.has(task.status) || isWaitingForRetry(task)) {
      const { lastRunId } = task;
      return {
        task,
        run: lastRunId === null ? undefined : await client.call(getRun, { params: { id: lastRunId } }),
      };
    }
    if (task.reason !== null && task.reason !== toldReason) output.note(task.reason);
    toldReason = task.reason;
    output.step(progressLine(task));
    await wait(LOOK_AGAIN_MS);
  }
}

function isWaitingForRetry({ status, notBefore, lastRunId }: Task): boolean {
  return status === "queued" && notBefore !== null && lastRunId !== null;
}
