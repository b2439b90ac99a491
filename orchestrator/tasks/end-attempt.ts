import type { Tx } from "../db/database.ts";
import { toInstant } from "../ids.ts";
import { afterAttempt, isCrash, leftToUpstream, type Next } from "./retry-rules.ts";
import { whyUnwanted } from "./still-wanted.ts";
import type { TaskRow } from "./tasks.store.ts";

const NOT_AGAIN = "Is not tried again.";

type Ended = Parameters<typeof afterAttempt>[0];

/** Moves a task on after its current attempt ended: to its end, or back into the queue with the lease taken away. */
export async function endAttempt(
  tx: Tx,
  task: TaskRow,
  runId: string,
  ended: Ended,
  now: Date,
  random: () => number = Math.random,
): Promise<TaskRow> {
  const stopped = task.cancel_requested === 1 && ended.outcome !== "success" && ended.outcome !== "warning";
  const end = stopped ? ({ outcome: "cancelled" } as const) : ended;
  const next = await whatNext(tx, task, end, random);
  if (next.status === "queued") {
    if (next.postponed === true) await postponeSlot(tx, task.slot_key, next.reason);
    return tx
      .updateTable("task")
      .set({
        status: "queued",
        reason: next.reason,
        // Whoever held the attempt is fenced off from now on.
        lease_token: null,
        silent_since: null,
        retries: task.retries + (next.counts ? 1 : 0),
        crashes: task.crashes + (isCrash(ended) ? 1 : 0),
        not_before: toInstant(new Date(now.getTime() + next.waitMs)),
      })
      .where("id", "=", task.id)
      .returningAll()
      .executeTakeFirstOrThrow();
  }
  await endSlot(tx, task.slot_key, { outcome: "done", runId, reason: next.reason });
  return tx
    .updateTable("task")
    .set({
      status: next.status,
      reason: next.reason,
      finished_at: toInstant(now),
      not_before: null,
      silent_since: null,
    })
    .where("id", "=", task.id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

async function whatNext(tx: Tx, task: TaskRow, end: Ended, random: () => number): Promise<Next> {
  if (task.sealed_offer !== null) return leftToUpstream(end);
  const next = afterAttempt(end, task, random);
  const unwanted = next.status === "queued" ? await whyUnwanted(tx, task) : undefined;
  return unwanted === undefined ? next : { status: "skipped", reason: `${NOT_AGAIN} ${unwanted}` };
}

async function postponeSlot(tx: Tx, key: string | null, reason: string): Promise<void> {
  if (key === null) return;
  await tx
    .updateTable("slot")
    .set({ outcome: "postponed", reason })
    .where("key", "=", key)
    .where("outcome", "=", "running")
    .execute();
}

/** An end is for good; only a run that was done once more takes the place of the one before it. */
export async function endSlot(
  tx: Tx,
  key: string | null,
  end: { outcome: "done" | "skipped" | "missed"; runId?: string; reason: string | null },
): Promise<void> {
  if (key === null) return;
  await tx
    .updateTable("slot")
    .set({ outcome: end.outcome, reason: end.reason, ...(end.runId !== undefined && { run_id: end.runId }) })
    .where("key", "=", key)
    .where((eb) =>
      eb.or([
        eb("outcome", "in", ["pending", "postponed", "running"]),
        eb.and([eb("outcome", "=", "done"), eb("outcome", "=", end.outcome)]),
      ]),
    )
    .execute();
}
