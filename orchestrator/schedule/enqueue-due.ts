import type { Database, Tx } from "../db/database.ts";
import { createDecide, type Decided } from "./decide-due.ts";
import { type Due, dueAssignments, dueInPortions } from "./due-assignments.ts";
import { type Absence, type Moment, nobodyElse, type Others } from "./due-moment.ts";
import { type Enqueued, enterDue } from "./enter-due.ts";
import { COVER_AFTER_MS, type Which } from "./plan.ts";

/** Nothing else happens while one transaction is under way, so it holds no more than this. */
const MOST_AT_ONCE = { assignments: 100, entries: 500 };

/**
 * Makes a task of every slot that has come due, and leaves an entry in the ledger for each that gets none. Tells of the tasks of each
 * transaction as soon as it is over.
 */
export async function* enqueueDue(
  db: Database,
  now: Date,
  absence: Absence,
  others: Others = nobodyElse,
): AsyncGenerator<Enqueued[]> {
  const moment = { now, absence, others };
  const decide = createDecide(moment);
  const failures: unknown[] = [];
  for await (const rows of dueInPortions(db.read, now)) {
    for (const decided of inTransactions(rows, (row) => decidedHere(row, moment, decide))) {
      for (const one of await enterTogether(db, decided, moment)) {
        if (one.status === "fulfilled") yield one.value;
        else failures.push(one.reason);
      }
    }
  }
  // What failed is due again with the next tick; it held up nobody else.
  if (failures.length > 0) throw failures[0];
}

/** The same just before a policy, an assignment or a zone changes: whose time has come under the old plan is not forgotten. */
export async function settleDue(tx: Tx, which: Which, now: Date): Promise<void> {
  const absence = "The plan was changed at that moment.";
  const moment = { now, absence, others: nobodyElse, withJitter: true };
  const rows = await dueAssignments(tx, now, which, "next_slot_at").execute();
  const own = rows.filter((row) => row.slot_agent_id === null);
  await enterDue(tx, own.map(createDecide(moment)), moment);
}

/** In one transaction; where that fails each on its own, so that one that cannot be entered holds up nobody else. */
async function enterTogether(db: Database, decided: Decided[], moment: Moment) {
  const [together] = await Promise.allSettled([db.write((tx) => enterDue(tx, decided, moment))]);
  if (together.status === "fulfilled" || decided.length === 1) return [together];
  return Promise.allSettled(decided.map((one) => db.write((tx) => enterDue(tx, [one], moment))));
}

/** What goes into one transaction each. */
function* inTransactions(rows: Due[], decide: (row: Due) => Decided | undefined): Generator<Decided[]> {
  let some: Decided[] = [];
  let entries = 0;
  for (const row of rows) {
    const decided = decide(row);
    if (decided === undefined) continue;
    some.push(decided);
    entries += decided.decisions.length;
    if (some.length < MOST_AT_ONCE.assignments && entries < MOST_AT_ONCE.entries) continue;
    yield some;
    some = [];
    entries = 0;
  }
  if (some.length > 0) yield some;
}

/** Slots of a followed policy are seen to by its orchestrator while it answers; undefined while that is too early to say. */
function decidedHere(row: Due, { now, others }: Moment, decide: (row: Due) => Decided): Decided | undefined {
  if (row.slot_agent_id === null) return decide(row);
  const dueThere = new Date(Date.parse(row.next_due_at ?? "") - COVER_AFTER_MS);
  switch (others.whoCovers(dueThere, now)) {
    case "unknown":
      return undefined;
    case "orchestrator":
      return { ...decide(row), decisions: [] };
    case "this-machine":
      return decide(row);
  }
}
