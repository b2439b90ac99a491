import type { Call } from "#contract/call";
import { createTask, retryTask, type Task } from "#contract/tasks";

/** Queues a backup for now. Where one waits for a later retry, that one is brought forward: "now" means now. */
export async function startBackup(call: Call, agentId: string, policyId: string): Promise<Task> {
  const task = await call(createTask, { body: { agentId, kind: "backup", policyId } });
  if (task.status !== "queued" || task.notBefore === null) return task;
  return await call(retryTask, { params: { id: task.id } });
}
