import type { Database } from "../db/database.ts";
import { createRemembered } from "../db/remembered.ts";
import { type Soon, whenKnown } from "../when-known.ts";

export type OpenWork = {
  /** Something is queued or offered: whether it may start now, only a look at the database says. */
  waits: boolean;
  /** Something runs, or did when its machine was last heard of. */
  isHeld: boolean;
  /** Something is to be stopped. */
  stops: boolean;
};

const NONE: OpenWork = { waits: false, isHeld: false, stops: false };

/** What there is to do for each machine, kept until one of its tasks changes: a poll without work and a heartbeat without runs ask nobody. */
export function createOpenWork(db: Database) {
  const work = createRemembered((agentId) => readOpenWork(db, agentId));
  db.onChange((change, isOver) => {
    if (change.table === "task") work.changed(change.agentId, isOver);
  });
  return {
    peek: work.peek,
    of: (agentId: string): Soon<OpenWork> => whenKnown(work.get(agentId), (known) => known ?? NONE),
  };
}

export type OpenWorks = ReturnType<typeof createOpenWork>;

async function readOpenWork(db: Database, agentId: string): Promise<OpenWork> {
  const rows = await db.read
    .selectFrom("task")
    .select(["status", "cancel_requested"])
    .where("agent_id", "=", agentId)
    .where("finished_at", "is", null)
    .execute();
  const isAny = (...wanted: string[]) => rows.some(({ status }) => wanted.includes(status));
  return {
    waits: isAny("queued", "offered"),
    isHeld: isAny("running", "unreachable"),
    stops: rows.some((row) => row.cancel_requested === 1),
  };
}
