import type { Call } from "#contract/call";
import { listRuns, type Run } from "#contract/runs";
import type { Kept } from "./do-task.ts";

/** Everything that was acknowledged is in the history, as it was told and once; nothing is left that claims to run. */
export async function auditHistory(call: Call, kept: Kept[]): Promise<{ runs: number; wrong: string[] }> {
  const runs = await everyRun(call);
  const wrong = kept.flatMap((one) => {
    const run = runs.get(one.runId);
    if (run === undefined) return [`run ${one.runId} was acknowledged and is not in the history`];
    const isAsTold =
      run.status === one.outcome && run.logChunks === one.logChunks && run.taskId === one.taskId;
    return isAsTold
      ? []
      : [
          `run ${run.id} is ${run.status} with ${run.logChunks} chunks of log, told as ${one.outcome} with ${one.logChunks}`,
        ];
  });
  const told = new Set(kept.map(({ runId }) => runId));
  for (const run of runs.values())
    if (run.status === "running" && !told.has(run.id))
      wrong.push(`run ${run.id} still runs, and no machine is at it`);
  for (const { id, status } of runs.values())
    if (status === "lost")
      wrong.push(`run ${id} was given up as lost, and its machine was there all the time`);
  for (const [taskId, doers] of Map.groupBy(kept, ({ taskId }) => taskId))
    if (doers.filter(({ outcome }) => outcome === "success").length > 1)
      wrong.push(`task ${taskId} was done twice`);
  return { runs: runs.size, wrong };
}

async function everyRun(call: Call): Promise<Map<string, Run>> {
  const runs = new Map<string, Run>();
  let cursor: string | undefined;
  do {
    const page = await call(listRuns, { query: { limit: 200, ...(cursor !== undefined && { cursor }) } });
    for (const run of page.items) runs.set(run.id, run);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return runs;
}
