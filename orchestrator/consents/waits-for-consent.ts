import type { Tx } from "../db/database.ts";
import type { Hold } from "../tasks/start-conditions.ts";
import type { TaskRow } from "../tasks/tasks.store.ts";

/** What keeps a restore back that nobody has allowed yet. */
export async function waitsForConsent(tx: Tx, { id }: Pick<TaskRow, "id">): Promise<Hold | undefined> {
  const consent = await tx
    .selectFrom("consent")
    .select("answer")
    .where("task_id", "=", id)
    .executeTakeFirst();
  if (consent === undefined || consent.answer === "allowed") return undefined;
  return { waits: true, reason: "Waits for somebody at this computer to allow it." };
}
