import { pauseAgent, resumeAgent } from "#contract/agents";
import { type Call, createCaller } from "#contract/call";
import { cancelTask, createTask } from "#contract/tasks";
import type { FoundCore } from "./find-core.ts";

export function createCoreCall({ url, token }: FoundCore): Call {
  return createCaller({
    baseUrl: url,
    fetch: (address, init) => fetch(address, init as RequestInit),
    headers: () => ({ authorization: `Bearer ${token}` }),
  });
}

/** Each policy is asked for by itself, so that one that cannot start keeps back no other. */
export async function backUp(call: Call, policyIds: readonly string[]): Promise<void> {
  await eachOf(policyIds, (policyId) => call(createTask, { body: { kind: "backup", policyId } }));
}

export async function stopTasks(call: Call, taskIds: readonly string[]): Promise<void> {
  await eachOf(taskIds, (id) => call(cancelTask, { params: { id } }));
}

/** Without an end they are paused until somebody resumes them. */
export async function pauseBackups(call: Call, agentId: string, until: string | undefined): Promise<void> {
  await call(pauseAgent, { params: { id: agentId }, body: until === undefined ? {} : { until } });
}

export async function resumeBackups(call: Call, agentId: string): Promise<void> {
  await call(resumeAgent, { params: { id: agentId } });
}

async function eachOf(ids: readonly string[], ask: (id: string) => Promise<unknown>): Promise<void> {
  const answers = await Promise.allSettled(ids.map(ask));
  const refused = answers.find((answer) => answer.status === "rejected");
  if (refused !== undefined) throw refused.reason;
}
