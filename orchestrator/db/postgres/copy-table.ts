import { type Kysely, sql } from "kysely";
import type { Tx } from "../database.ts";
import type { Schema } from "../tables.ts";
import { keyOf } from "./tables-in-order.ts";

type Row = Record<string, unknown>;
type Inserting = { insertInto(table: string): { values(rows: Row[]): { execute(): Promise<unknown> } } };

const ROWS_AT_ONCE = 500;
/** Its rows are a quarter of a megabyte. */
const CHUNKS_AT_ONCE = 25;

/** Page by page along its key, so that memory does not grow with the table. Returns how many rows there were. */
export async function copyTable(from: Kysely<Schema>, to: Tx, name: keyof Schema): Promise<number> {
  const key = await keyOf(from, name);
  const size = name === "log_chunk" ? CHUNKS_AT_ONCE : ROWS_AT_ONCE;
  let copied = 0;
  const later: Row[] = [];
  const put = async (rows: Row[]) => {
    copied += rows.length;
    if (rows.length > 0) await (to as unknown as Inserting).insertInto(name).values(rows).execute();
  };
  for await (const page of pagesOf(from, { name, key, size })) {
    // A repository of one machine points to the place that it is in.
    const isReady = (row: Row) => name !== "repository" || row["parent_id"] === null;
    await put(page.filter(isReady));
    later.push(...page.filter((row) => !isReady(row)));
  }
  for (let at = 0; at < later.length; at += size) await put(later.slice(at, at + size));
  return copied;
}

type Paged = { name: string; key: string[]; size: number };

async function* pagesOf(from: Kysely<Schema>, { name, key, size }: Paged): AsyncGenerator<Row[]> {
  const columns = sql.join(key.map((column) => sql.ref(column)));
  for (let last: Row | undefined; ; ) {
    const values = sql.join(key.map((column) => last?.[column]));
    const after = last === undefined ? sql`` : sql`where (${columns}) > (${values})`;
    const { rows } = await sql<Row>`
      select * from ${sql.table(name)} ${after} order by ${columns} limit ${size}
    `.execute(from);
    yield rows;
    last = rows.at(-1);
    if (rows.length < size) return;
  }
}
