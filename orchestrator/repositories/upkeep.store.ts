import type { Db, Tx } from "../db/database.ts";
import type { Row } from "../db/tables.ts";

type Upkeep = Row<"repository_upkeep">;

export function readUpkeep(db: Db, repositoryId: string): Promise<Upkeep | undefined> {
  return db
    .selectFrom("repository_upkeep")
    .selectAll()
    .where("repository_id", "=", repositoryId)
    .executeTakeFirst();
}

export async function setUpkeep(
  tx: Tx,
  repositoryId: string,
  known: Partial<Omit<Upkeep, "repository_id">>,
): Promise<void> {
  await tx
    .insertInto("repository_upkeep")
    .values({ repository_id: repositoryId, kit_stale: 0, ...known })
    .onConflict((conflict) => conflict.column("repository_id").doUpdateSet(known))
    .execute();
}
