import { localAgentId, recordAgentEvent } from "../agents/agents.store.ts";
import type { Tx } from "../db/database.ts";
import { toInstant } from "../ids.ts";
import { endRunAsLost } from "../runs/end-run-as-lost.ts";
import { cancelTask } from "../tasks/cancel-task.ts";
import type { TaskRow } from "../tasks/tasks.store.ts";
import { removePolicies } from "./apply-policies.ts";
import { removeRepositories } from "./followed-repositories.ts";
import { changeUpstream, type UpstreamRow } from "./upstream.store.ts";

/**
 * Takes away what the orchestrator manages here, with its secrets. What this machine has of its own goes on, snapshots stay where
 * they are. Returns the tasks that were stopped.
 */
export async function endFollowing(
  tx: Tx,
  { name }: UpstreamRow,
  { status, reason }: { status: "left" | "revoked"; reason: string },
  now: Date,
): Promise<TaskRow[]> {
  const stopped = await stopFollowedTasks(tx, name, now);
  const local = await localAgentId(tx);
  if (local !== null) {
    await removePolicies(tx, local, [], now);
    await recordAgentEvent(tx, {
      agentId: local,
      at: toInstant(now),
      kind: "status",
      from: "follows",
      to: status,
      reason,
    });
  }
  await removeRepositories(tx, []);
  await tx.deleteFrom("upstream_task").execute();
  await tx.deleteFrom("upstream_report").execute();
  await tx.updateTable("task").set({ sealed_offer: null }).where("sealed_offer", "is not", null).execute();
  await changeUpstream(tx, { status, ended_reason: reason, sealed_key: null, policy_revision: null });
  return stopped;
}

async function stopFollowedTasks(tx: Tx, name: string, now: Date): Promise<TaskRow[]> {
  const open = await tx
    .selectFrom("task")
    .innerJoin("repository", "repository.id", "task.repository_id")
    .select("task.id")
    .where("repository.managed_by", "is not", null)
    .where("task.finished_at", "is", null)
    .execute();
  const stopped: TaskRow[] = [];
  for (const { id } of open) {
    const cancelled = await cancelTask(tx, id, `the end of following ${name}`, now);
    stopped.push(cancelled.finished_at === null ? await endRunAsLost(tx, cancelled, now) : cancelled);
  }
  return stopped;
}
