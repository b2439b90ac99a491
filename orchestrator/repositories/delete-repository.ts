import { atMost } from "../db/at-most.ts";
import type { Tx } from "../db/database.ts";
import { DomainError, notFound } from "../http/errors.ts";
import { refuseManaged } from "../upstream/managed.ts";
import { ownRepositoriesOf } from "./own-repositories.ts";

/** Forgets a repository; its runs stay in the history, and what restic stored stays where it is. Returns its name. */
export async function deleteRepository(tx: Tx, id: string): Promise<string> {
  const row = await tx
    .selectFrom("repository")
    .select(["name", "managed_by"])
    .where("id", "=", id)
    .executeTakeFirst();
  if (row === undefined) throw notFound("repository");
  refuseManaged("repository", row.managed_by);
  await assertUnused(tx, id);
  for (const own of await ownRepositoriesOf(tx, id)) await deleteRepository(tx, own.id);
  await tx.deleteFrom("repository").where("id", "=", id).execute();
  return row.name;
}

async function assertUnused(tx: Tx, id: string): Promise<void> {
  const policies = await tx
    .selectFrom("policy")
    .select("name")
    .where("repository_id", "=", id)
    .orderBy("name")
    .limit(atMost(3))
    .execute();
  if (policies.length > 0) {
    const names = policies.map(({ name }) => `“${name}”`).join(", ");
    throw new DomainError(
      "in-use",
      `Policies back up to this repository: ${names}. Give them another one, then delete it.`,
    );
  }
  const task = await tx
    .selectFrom("task")
    .select("id")
    .where("repository_id", "=", id)
    .where("finished_at", "is", null)
    .executeTakeFirst();
  if (task !== undefined) {
    throw new DomainError(
      "in-use",
      "A task waits for this repository or works on it. Stop the task or wait for its end, then delete the repository.",
    );
  }
}
