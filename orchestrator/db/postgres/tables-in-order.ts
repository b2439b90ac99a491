import { type Kysely, sql } from "kysely";
import { type Schema, tables } from "../tables.ts";

/** Every table of a file of SQLite after those that its rows point to. */
export async function tablesInOrder(sqlite: Kysely<Schema>): Promise<(keyof Schema)[]> {
  const ordered: (keyof Schema)[] = [];
  const place = async (name: keyof Schema): Promise<void> => {
    if (ordered.includes(name)) return;
    const { rows } = await sql<{ parent: keyof Schema }>`
      select distinct "table" as parent from pragma_foreign_key_list(${name})
    `.execute(sqlite);
    for (const { parent } of rows) if (parent !== name) await place(parent);
    ordered.push(name);
  };
  for (const name of Object.keys(tables) as (keyof Schema)[]) await place(name);
  return ordered;
}

/** The columns that tell its rows apart, in the order of the index. */
export async function keyOf(sqlite: Kysely<Schema>, name: keyof Schema): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select name from pragma_table_info(${name}) where pk > 0 order by pk
  `.execute(sqlite);
  return rows.map((row) => row.name);
}
