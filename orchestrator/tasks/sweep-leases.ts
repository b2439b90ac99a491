import type { Database, Tx } from "../db/database.ts";
import { toInstant } from "../ids.ts";
import { endRunAsLost } from "../runs/end-run-as-lost.ts";
import type { Leases } from "./leases.ts";
import type { TaskRow } from "./tasks.store.ts";

const HOUR_MS = 3_600_000;
/** A machine that is away may well go on with its backup; nobody should wait a day for a prune. */
const LOST_AFTER_MS: Record<string, number> = { backup: 24 * HOUR_MS, restore: 24 * HOUR_MS };
const LOST_AFTER_OTHERS_MS = 2 * HOUR_MS;
/** We may have been switched off just as long: whoever comes back soon after us has not been given up. */
const LISTENED_MS = HOUR_MS / 4;

/** A machine asks at least once a minute: one that did not take it in this time fell asleep over it. */
const OFFER_KEPT_MS = 10 * 60_000;

type Deps = { db: Database; leases: Leases; now: () => Date };

/** Tasks whose lease ran out become unreachable, and lost when their machine stays away for too long. Returns what changed. */
export async function sweepLeases({ db, leases, now }: Deps): Promise<TaskRow[]> {
  const held = await heldTasks(db);
  const silent = held.filter((task) => !leases.isAlive(task.id));
  const mayGiveUp = leases.listensForMs() >= LISTENED_MS;
  const due = silent.filter((task) => task.status === "running" || (mayGiveUp && isLost(task, now())));
  if (due.length === 0) return [];
  return db.write(async (tx) => {
    const changed = [];
    for (const task of due) {
      changed.push(
        task.status === "running" ? await markUnreachable(tx, task, now()) : await endAsLost(tx, task, now()),
      );
    }
    return changed.filter((task) => task !== undefined);
  });
}

/**
 * What nobody took goes back into the queue: there it holds up nobody, and what its policy says is looked at anew when the machine
 * asks again. Who takes the old offer after all is too late. Returns what went back.
 */
export async function takeBackOffers(db: Database, now: Date): Promise<TaskRow[]> {
  const before = toInstant(new Date(now.getTime() - OFFER_KEPT_MS));
  const open = db.read.selectFrom("task").select("id").where("finished_at", "is", null);
  const old = await open
    .where("status", "=", "offered")
    .where("offered_at", "<", before)
    // By the number of the attempt the orchestrator that sent it is told how it ended.
    .where("sealed_offer", "is", null)
    .execute();
  if (old.length === 0) return [];
  return db.write((tx) =>
    tx
      .updateTable("task")
      .set({
        status: "queued",
        lease_token: null,
        reason: "The machine did not take it; it is offered again when the machine is back.",
      })
      .where(
        "id",
        "in",
        old.map(({ id }) => id),
      )
      .where("status", "=", "offered")
      .where("offered_at", "<", before)
      .returningAll()
      .execute(),
  );
}

/** Its machine may have come back, or told its end, since we looked. */
async function endAsLost(tx: Tx, { id, attempt }: TaskRow, now: Date): Promise<TaskRow | undefined> {
  const task = await tx
    .selectFrom("task")
    .selectAll()
    .where("id", "=", id)
    .where("attempt", "=", attempt)
    .where("status", "=", "unreachable")
    .executeTakeFirst();
  return task && endRunAsLost(tx, task, now);
}

/** Silence counts only while we listen: our own sleep, and a clock that was set, say nothing about a machine. */
export async function forgiveSilence(db: Database, gapMs: number): Promise<void> {
  const silent = (await heldTasks(db)).filter((task) => task.silent_since !== null);
  if (silent.length === 0) return;
  await db.write(async (tx) => {
    for (const { id, silent_since } of silent) {
      const since = toInstant(new Date(Date.parse(silent_since ?? "") + gapMs));
      await tx
        .updateTable("task")
        .set({ silent_since: since })
        .where("id", "=", id)
        .where("silent_since", "=", silent_since)
        .execute();
    }
  });
}

export function heldTasks(db: Database): Promise<TaskRow[]> {
  return db.read
    .selectFrom("task")
    .selectAll()
    .where("finished_at", "is", null)
    .where("status", "in", ["running", "unreachable"])
    .execute();
}

function isLost(task: TaskRow, now: Date): boolean {
  if (task.silent_since === null) return false;
  return now.getTime() - Date.parse(task.silent_since) > (LOST_AFTER_MS[task.kind] ?? LOST_AFTER_OTHERS_MS);
}

function markUnreachable(tx: Tx, task: TaskRow, now: Date): Promise<TaskRow | undefined> {
  return tx
    .updateTable("task")
    .set({
      status: "unreachable",
      reason: "The machine has stopped reporting; it may still be at work.",
      silent_since: toInstant(now),
    })
    .where("id", "=", task.id)
    .where("status", "=", "running")
    .returningAll()
    .executeTakeFirst();
}
