import { sql } from "kysely";
import type { Database, Db, Tx } from "../db/database.ts";
import { toInstant } from "../ids.ts";
import { CORRECTION_MS } from "./correction.ts";
import { replan } from "./plan.ts";
import type { Tick } from "./ticker.ts";

/**
 * Nothing has come due that lies ahead: such entries and plans were made while the clock was wrong, and it was set back since. They
 * are taken back, so that those times get their run when they really come. A slot that has had its task stays as it is. As long as it
 * may be the clock of now that is wrong all of it is left alone; what comes due meanwhile is caught up then.
 */
export function createTakeBackFuture(db: Database) {
  let since: Date | undefined;

  return async ({ now, isClockSure }: Pick<Tick, "now" | "isClockSure">): Promise<void> => {
    if (!(await isAhead(db.read, limitAt(now)))) {
      since = undefined;
      return;
    }
    if (since === undefined || now < since) since = now;
    if (!isClockSure) return;
    const from = since;
    await db.write((tx) => takeBack(tx, now, from));
    since = undefined;
  };
}

async function takeBack(tx: Tx, now: Date, from: Date): Promise<void> {
  const limit = limitAt(now);
  await dropEntries(tx, limit).execute();
  for (const { policy_id, agent_id } of await plannedBeyond(tx, limit).execute()) {
    await dropEntries(tx, limitAt(from))
      .where("policy_id", "=", policy_id)
      .where("agent_id", "=", agent_id)
      .execute();
    await replan(tx, { policyId: policy_id, agentId: agent_id }, from);
  }
  // It was made, and now at the latest.
  const last_good_at = toInstant(now);
  await tx.updateTable("assignment").set({ last_good_at }).where(isGoodBeyond(limit)).execute();
}

async function isAhead(db: Db, limit: string): Promise<boolean> {
  const looks = [
    db.selectFrom("slot").select("agent_id").where("scheduled_for", ">", limit).where("task_id", "is", null),
    plannedBeyond(db, limit),
    db.selectFrom("assignment").select("agent_id").where(isGoodBeyond(limit)),
  ];
  for (const look of looks) if ((await look.executeTakeFirst()) !== undefined) return true;
  return false;
}

/** Small corrections of the clock are everyday. */
function limitAt(now: Date): string {
  return toInstant(new Date(now.getTime() + CORRECTION_MS));
}

function dropEntries(tx: Tx, limit: string) {
  return tx.deleteFrom("slot").where("scheduled_for", ">", limit).where("task_id", "is", null);
}

function plannedBeyond(db: Db, limit: string) {
  return db.selectFrom("assignment").select(["policy_id", "agent_id"]).where("planned_through", ">", limit);
}

/** Asked by what the index of backups that are old holds. */
function isGoodBeyond(limit: string) {
  return sql<boolean>`coalesce(last_good_at, created_at) > ${limit} and last_good_at > ${limit}`;
}
