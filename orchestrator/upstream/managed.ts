import type { Db } from "../db/database.ts";
import { DomainError } from "../http/errors.ts";

/** What a followed orchestrator manages is read-only here. */
export function refuseManaged(what: string, managedBy: string | null): void {
  if (managedBy === null) return;
  throw new DomainError(
    "wrong-state",
    `This ${what} is managed by ${managedBy}, so it cannot be changed here. Ask there, or make one of your own.`,
  );
}

/** Whoever is followed chooses the ids of what it sends. What is this computer's own is nobody else's to change, whatever its id. */
export function assertManaged(
  what: string,
  { name, managed_by }: { name: string; managed_by: string | null },
): void {
  if (managed_by !== null) return;
  throw new DomainError(
    "wrong-state",
    `The followed orchestrator sent a ${what} with the id of “${name}”, which is this computer's own. It was left as it is.`,
  );
}

export async function assertOwnPolicy(db: Db, id: string): Promise<void> {
  const row = await db.selectFrom("policy").select("managed_by").where("id", "=", id).executeTakeFirst();
  refuseManaged("policy", row?.managed_by ?? null);
}

export async function assertOwnRepository(db: Db, id: string): Promise<void> {
  const row = await db.selectFrom("repository").select("managed_by").where("id", "=", id).executeTakeFirst();
  refuseManaged("repository", row?.managed_by ?? null);
}
