import type { Database, Tx } from "../db/database.ts";
import { DomainError, notFound } from "../http/errors.ts";
import { toInstant } from "../ids.ts";
import type { TaskRow } from "../tasks/tasks.store.ts";

type Answer = { taskId: string; allow: boolean; actor: string };

/** Lets the restore begin, or ends it before it has. */
export async function answerConsent(tx: Tx, { taskId, allow, actor }: Answer, now: Date): Promise<TaskRow> {
  const answered = await tx
    .updateTable("consent")
    .set({ answer: allow ? "allowed" : "refused", answered_by: actor, answered_at: toInstant(now) })
    .where("task_id", "=", taskId)
    .where("answer", "is", null)
    .where("expires_at", ">", toInstant(now))
    .returning("asked_by")
    .executeTakeFirst();
  if (answered === undefined) {
    const known = await tx
      .selectFrom("consent")
      .select("task_id")
      .where("task_id", "=", taskId)
      .executeTakeFirst();
    if (known === undefined) throw notFound("request");
    throw new DomainError("wrong-state", "This request was answered already, or nobody answered in time.");
  }
  const task = allow
    ? await tx
        .updateTable("task")
        .set({ reason: null })
        .where("id", "=", taskId)
        .where("status", "=", "queued")
        .returningAll()
        .executeTakeFirst()
    : await refuse(tx, taskId, `${actor} refused the restore on that machine, so nothing was restored.`, now);
  if (task === undefined)
    throw new DomainError("wrong-state", `${answered.asked_by} does not ask for this any more.`);
  return task;
}

/** No answer in time is a no. Returns the tasks that ended. */
export async function expireConsents(db: Database, now: Date): Promise<TaskRow[]> {
  const late = await db.read
    .selectFrom("consent")
    .select("task_id")
    .where("answer", "is", null)
    .where("expires_at", "<=", toInstant(now))
    .execute();
  if (late.length === 0) return [];
  return db.write(async (tx) => {
    const ended: TaskRow[] = [];
    for (const { task_id } of late) {
      await tx
        .updateTable("consent")
        .set({ answer: "expired", answered_at: toInstant(now) })
        .where("task_id", "=", task_id)
        .execute();
      const reason =
        "Nobody at that machine allowed the restore within 15 minutes, so nothing was restored. Ask somebody there to open Holdfast, then try it again.";
      ended.push(...[await refuse(tx, task_id, reason, now)].filter((task) => task !== undefined));
    }
    return ended;
  });
}

function refuse(tx: Tx, taskId: string, reason: string, now: Date): Promise<TaskRow | undefined> {
  return tx
    .updateTable("task")
    .set({ status: "failed", reason, finished_at: toInstant(now), lease_token: null })
    .where("id", "=", taskId)
    .where("status", "=", "queued")
    .returningAll()
    .executeTakeFirst();
}
