import type { Db } from "../db/database.ts";
import type { Row } from "../db/tables.ts";
import { notFound } from "../http/errors.ts";

/** All of it, sealed columns included: for work with the repository, never for a reply. @throws DomainError `not-found` */
export async function repositoryRow(db: Db, id: string): Promise<Row<"repository">> {
  const row = await db.selectFrom("repository").selectAll().where("id", "=", id).executeTakeFirst();
  if (row === undefined) throw notFound("repository");
  return row;
}
