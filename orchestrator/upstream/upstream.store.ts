import type { Db, Tx } from "../db/database.ts";
import type { Row } from "../db/tables.ts";

export type UpstreamRow = Row<"upstream">;
/** While it may be asked; afterwards the row only says what became of it. */
export type FollowedUpstream = UpstreamRow & { sealed_key: string };

const ID = "upstream";
export const keyPlace = { table: "upstream", column: "sealed_key", id: ID };

export function readUpstream(db: Db): Promise<UpstreamRow | undefined> {
  return db.selectFrom("upstream").selectAll().where("id", "=", ID).executeTakeFirst();
}

export async function followedUpstream(db: Db): Promise<FollowedUpstream | undefined> {
  const row = await readUpstream(db);
  if (row === undefined || row.sealed_key === null) return undefined;
  return { ...row, sealed_key: row.sealed_key };
}

/** What restic calls this machine in snapshots of followed policies. */
export async function followedHost(db: Db): Promise<string | undefined> {
  return (await followedUpstream(db))?.host ?? undefined;
}

export async function writeUpstream(tx: Tx, row: Omit<UpstreamRow, "id">): Promise<void> {
  await tx.deleteFrom("upstream").execute();
  await tx
    .insertInto("upstream")
    .values({ id: ID, ...row })
    .execute();
}

export async function changeUpstream(tx: Tx, change: Partial<Omit<UpstreamRow, "id">>): Promise<void> {
  await tx.updateTable("upstream").set(change).where("id", "=", ID).execute();
}
