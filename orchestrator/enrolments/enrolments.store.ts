import * as z from "zod";
import { type createEnrolment, type Enrolment, enrolment, type listEnrolments } from "#contract/enrolments";
import type { Db, Tx } from "../db/database.ts";
import type { Row } from "../db/tables.ts";
import { decodeCursor, pageOf } from "../http/cursor.ts";
import { hashSecret, newId, toInstant } from "../ids.ts";
import { newCode } from "./use-code.ts";

const columns = [
  "id",
  "label",
  "uses",
  "uses_left",
  "approval",
  "labels_json",
  "created_at",
  "expires_at",
] as const;
type Listed = Pick<Row<"enrolment">, (typeof columns)[number]>;
const labels = z.array(z.string());

export async function insertEnrolment(
  tx: Tx,
  given: Omit<z.output<typeof createEnrolment.body>, "approval"> & Pick<Enrolment, "approval">,
  now: Date,
): Promise<Enrolment & { code: string }> {
  const code = newCode();
  const row = await tx
    .insertInto("enrolment")
    .values({
      id: newId(now),
      label: given.label,
      code_hash: hashSecret(code),
      uses: given.uses,
      uses_left: given.uses,
      approval: given.approval,
      labels_json: JSON.stringify(given.labels),
      is_local: 0,
      created_at: toInstant(now),
      expires_at: toInstant(new Date(now.getTime() + given.expiresInSeconds * 1_000)),
    })
    .returning(columns)
    .executeTakeFirstOrThrow();
  return { ...toEnrolment(row), code };
}

/** Those that still let somebody in, newest first. The local agent's own are nobody's business. */
export async function findWorkingEnrolments(
  db: Db,
  { limit, cursor }: z.output<(typeof listEnrolments)["query"]>,
  now: Date,
) {
  const before = cursor === undefined ? undefined : decodeCursor(cursor, 1)[0];
  const rows = await db
    .selectFrom("enrolment")
    .select(columns)
    .where("is_local", "=", 0)
    .where("uses_left", ">", 0)
    .where("expires_at", ">", toInstant(now))
    .$if(before !== undefined, (query) => query.where("id", "<", before ?? ""))
    .orderBy("id", "desc")
    .limit(limit + 1)
    .execute();
  return pageOf(rows, limit, ({ id }) => [id], toEnrolment);
}

/** The label of the enrolment that is gone now, if there was one. */
export async function removeEnrolment(tx: Tx, id: string): Promise<string | undefined> {
  const row = await tx
    .deleteFrom("enrolment")
    .where("id", "=", id)
    .where("is_local", "=", 0)
    .returning("label")
    .executeTakeFirst();
  return row?.label;
}

function toEnrolment(row: Listed): Enrolment {
  return {
    id: row.id,
    label: row.label,
    uses: row.uses,
    usesLeft: row.uses_left,
    approval: enrolment.shape.approval.parse(row.approval),
    labels: labels.parse(JSON.parse(row.labels_json)),
    createdAt: row.created_at,
    expiresAt: row.expires_at,
  };
}
