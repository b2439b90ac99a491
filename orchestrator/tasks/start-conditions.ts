import type { Conditions } from "#contract/policies";
import { type AgentRow, readAgentRow } from "../agents/agents.store.ts";
import { type Facts, factsOf } from "../agents/facts.ts";
import { isPaused, pauseWords } from "../agents/pause-agent.ts";
import { waitsForConsent } from "../consents/waits-for-consent.ts";
import type { Tx } from "../db/database.ts";
import { toInstant } from "../ids.ts";
import { policyBody } from "../policies/policies.store.ts";
import { jitterOf } from "../schedule/jitter.ts";
import { waitsForWindow } from "../schedule/start-windows.ts";
import { endSlot } from "./end-attempt.ts";
import { isExclusive } from "./repository-lease.ts";
import type { TaskRow } from "./tasks.store.ts";

/** Why a task does not start now: it may later, or its time is over. */
export type Hold = { waits: boolean; reason: string };

/** What keeps a scheduled task back: a pause, or the conditions of its policy. What a person started, or sent once more, runs at once. */
export async function holdOf(tx: Tx, task: TaskRow, now: Date): Promise<Hold | undefined> {
  // Whoever sent it has looked at its conditions; a restore may need a yes from here.
  if (task.sealed_offer !== null) return await waitsForConsent(tx, task);
  if (task.origin === "manual" || task.origin === "retry") return undefined;
  const agent = await readAgentRow(tx, task.agent_id);
  if (agent === undefined) return undefined;
  if (isPaused(agent, now)) {
    const reason = `Backups of this machine are paused ${pauseWords(agent)}.`;
    return { waits: hasBegun(task), reason };
  }
  if (factsOf(agent)?.paused === true) {
    return { waits: hasBegun(task), reason: "Backups are paused on the machine itself." };
  }
  if (task.policy_id === null || task.kind !== "backup") return undefined;
  const policy = await tx
    .selectFrom("policy")
    .selectAll()
    .where("id", "=", task.policy_id)
    .executeTakeFirst();
  const body = policy && policyBody(policy);
  if (body === undefined) return undefined;
  const { backup } = body.schedules;
  if (isTooLate(task, body.conditions, backup?.jitterSeconds, now)) {
    const reason = `It could not start within ${spanOf(body.conditions.latestStartSeconds ?? 0)}.`;
    return { waits: false, reason: task.reason === null ? reason : `${reason} ${task.reason}` };
  }
  const reason = waitReason(body.conditions, agent, backup?.timeZone, now);
  return reason === undefined ? undefined : { waits: true, reason };
}

/** So long the others of its repository need not make way for a task that waits. */
const LOOKED_AT_AGAIN_MS = 2 * 60_000;

/** Keeps a task and its slot waiting, with the reason for both. */
export async function postpone(tx: Tx, task: TaskRow, reason: string, now: Date): Promise<void> {
  if (isExclusive(task.kind)) {
    const not_before = toInstant(new Date(now.getTime() + LOOKED_AT_AGAIN_MS));
    await tx.updateTable("task").set({ not_before }).where("id", "=", task.id).execute();
  }
  if (task.reason === reason) return;
  await tx.updateTable("task").set({ reason }).where("id", "=", task.id).execute();
  if (task.slot_key === null || hasBegun(task)) return;
  await tx
    .updateTable("slot")
    .set({ outcome: "postponed", reason })
    .where("key", "=", task.slot_key)
    .execute();
}

/** Gives up a task that has not begun; its slot gets the reason. */
export async function skipTask(
  tx: Tx,
  task: Pick<TaskRow, "id">,
  reason: string,
  now: Date,
): Promise<TaskRow | undefined> {
  const skipped = await tx
    .updateTable("task")
    .set({ status: "skipped", reason, finished_at: toInstant(now), lease_token: null })
    .where("id", "=", task.id)
    .where("status", "=", "queued")
    .returningAll()
    .executeTakeFirst();
  if (skipped !== undefined) await endSlot(tx, skipped.slot_key, { outcome: "skipped", reason });
  return skipped;
}

/** An offer alone, that nobody took, is no beginning. */
function hasBegun({ last_run_id }: TaskRow): boolean {
  return last_run_id !== null;
}

function isTooLate(
  task: TaskRow,
  { latestStartSeconds }: Conditions,
  jitterSeconds: number | undefined,
  now: Date,
): boolean {
  if (latestStartSeconds === undefined || task.scheduled_for === null || hasBegun(task)) return false;
  const jitter = jitterOf(task.policy_id ?? "", task.agent_id, jitterSeconds);
  return now.getTime() > Date.parse(task.scheduled_for) + (jitter + latestStartSeconds) * 1_000;
}

function waitReason(
  { onBattery, onMetered, windows }: Conditions,
  agent: AgentRow,
  zone: string | undefined,
  now: Date,
): string | undefined {
  const facts: Partial<Facts> = factsOf(agent) ?? {};
  if (onBattery === "wait" && facts.power?.onBattery === true) return "Waits for mains power.";
  if (onMetered === "wait" && facts.network?.metered === true)
    return "Waits for a connection that is not metered.";
  const opening = waitsForWindow(windows ?? [], zone ?? agent.time_zone, now);
  return opening && `Waits until ${opening}, when backups may start.`;
}

function spanOf(seconds: number): string {
  if (seconds % 3_600 === 0) return `${seconds / 3_600} h`;
  return `${Math.round(seconds / 60)} min`;
}
