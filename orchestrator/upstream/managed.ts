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

export async function assertOwnPolicy(db: Db, id: string): Promise<void> {
  const row = await db.selectFrom("policy").select("managed_by").where("id", "=", id).executeTakeFirst();
  refuseManaged("policy", row?.managed_by ?? null);
}

export async function assertOwnRepository(db: Db, id: string): Promise<void> {
  const row = await db.selectFrom("repository").select("managed_by").where("id", "=", id).executeTakeFirst();
  refuseManaged("repository", row?.managed_by ?? null);
}
