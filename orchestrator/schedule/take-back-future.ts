import type { Database, Db } from "../db/database.ts";
import { toInstant } from "../ids.ts";
import { CORRECTION_MS } from "./correction.ts";
import { replan } from "./plan.ts";

/**
 * Nothing has come due that lies ahead: such entries and plans were made while the clock was wrong, and it was set back since. They
 * are taken back, so that those times get their run when they really come. A slot that has had its task stays as it is.
 */
export async function takeBackFuture(db: Database, now: Date): Promise<void> {
  const limit = toInstant(new Date(now.getTime() + CORRECTION_MS));
  if (!(await isAhead(db.read, limit))) return;
  await db.write(async (tx) => {
    await tx.deleteFrom("slot").where("scheduled_for", ">", limit).where("task_id", "is", null).execute();
    for (const { policy_id, agent_id } of await plannedBeyond(tx, limit).execute()) {
      await replan(tx, { policyId: policy_id, agentId: agent_id }, now);
    }
  });
}

async function isAhead(db: Db, limit: string): Promise<boolean> {
  const entry = await db
    .selectFrom("slot")
    .select("key")
    .where("scheduled_for", ">", limit)
    .where("task_id", "is", null)
    .executeTakeFirst();
  return entry !== undefined || (await plannedBeyond(db, limit).executeTakeFirst()) !== undefined;
}

function plannedBeyond(db: Db, limit: string) {
  return db.selectFrom("assignment").select(["policy_id", "agent_id"]).where("planned_through", ">", limit);
}
