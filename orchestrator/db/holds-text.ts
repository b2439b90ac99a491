import { type RawBuilder, sql } from "kysely";

/** Whether the text is in a column, in capitals or not. As a function: the operator of PostgreSQL tells capitals apart. */
export function holdsText(column: string, text = ""): RawBuilder<boolean> {
  const pattern = `%${text.replace(/[\\%_]/g, "\\$&")}%`;
  return sql<boolean>`like(${pattern}, ${sql.ref(column)}, '\\')`;
}
