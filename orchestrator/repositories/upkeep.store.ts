import type { Db, Tx } from "../db/database.ts";
import type { Row } from "../db/tables.ts";

type Upkeep = Row<"repository_upkeep">;

const UNKNOWN = { kit_stale: 0, good_checks: 0, drills: 0 };

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
    .values({ repository_id: repositoryId, ...UNKNOWN, ...known })
    .onConflict((conflict) => conflict.column("repository_id").doUpdateSet(known))
    .execute();
}

export async function countOn(tx: Tx, repositoryId: string, what: "good_checks" | "drills"): Promise<void> {
  await tx
    .insertInto("repository_upkeep")
    .values({ repository_id: repositoryId, ...UNKNOWN, [what]: 1 })
    .onConflict((conflict) =>
      conflict
        .column("repository_id")
        .doUpdateSet((eb) => ({ [what]: eb(`repository_upkeep.${what}`, "+", 1) })),
    )
    .execute();
}
