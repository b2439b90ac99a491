import { sql } from "kysely";

/**
 * A limit that stands in the text of the query: SQLite plans by that number, so where it comes as a parameter it compiles the
 * statement anew at each execution, which costs many times what the rows do. For numbers that hardly differ.
 */
export const atMost = (rows: number) => sql.lit(rows);
