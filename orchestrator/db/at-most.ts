import { sql } from "kysely";

/** A limit that stands in the text of the query, as SQLite plans by that number and by no parameter. For numbers that hardly differ. */
export const atMost = (rows: number) => sql.lit(rows);
