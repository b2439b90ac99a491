import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { afterAll, beforeAll, expect, test } from "vitest";
import * as z from "zod";
import { openDatabase } from "../database.ts";
import { dropDatabaseForTests, serverDatabaseForTests } from "../database-for-tests.ts";
import { tables } from "../tables.ts";
import { ask } from "./cluster-for-tests.ts";
import { openPostgres } from "./open-postgres.ts";
import { translateSchema } from "./translate-schema.ts";

let folder: string;
let url: string;
let sqlite: Sqlite.Database;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "holdfast-schema-"));
  await (await openDatabase(join(folder, "holdfast.db"))).close();
  sqlite = new Sqlite(join(folder, "holdfast.db"), { readonly: true });
  const server = await serverDatabaseForTests(folder);
  if (server === undefined) throw new Error("These tests need a server.");
  url = server.url;
});
afterAll(async () => {
  sqlite.close();
  await dropDatabaseForTests(folder);
  await rm(folder, { recursive: true });
});

const ofTables = "table_schema = current_schema() and table_name not like 'kysely_%'";

test("the tables and columns are just those that the queries are typed by", async () => {
  const rows = await ask(
    url,
    `select table_name, column_name, data_type, is_nullable from information_schema.columns
     where ${ofTables} and table_name <> 'sqlite_master'`,
  );

  const typeNames: Record<string, string[]> = {
    string: ["text"],
    number: ["bigint", "double precision"],
    custom: ["bytea"],
  };
  const real = rows.map((row) => `${row["table_name"]}.${row["column_name"]}`).sort();
  const declared = Object.entries(tables).flatMap(([name, table]) =>
    Object.keys(table.shape).map((column) => `${name}.${column}`),
  );
  expect(real).toEqual(declared.sort());
  for (const row of rows) {
    const shape = tables[row["table_name"] as keyof typeof tables].shape as Record<string, z.ZodType>;
    const column = shape[String(row["column_name"])];
    const isNullable = column instanceof z.ZodNullable;
    const inner = (isNullable ? column.unwrap() : column) as z.ZodType;
    expect({ ...row, is_nullable: row["is_nullable"] === "YES" }).toEqual({
      ...row,
      data_type: expect.toBeOneOf(typeNames[inner.def.type] ?? []),
      is_nullable: isNullable,
    });
  }
});

test("every index and every rule between tables of SQLite is there, and no other", async () => {
  const indexes = await ask(
    url,
    `select indexname as name from pg_indexes where schemaname = current_schema() and tablename not like 'kysely_%'
       and not exists (select 1 from pg_constraint where conname = indexname)`,
  );
  const keys = await ask(
    url,
    `select conrelid::regclass::text as child, confrelid::regclass::text as parent, confdeltype as fate
     from pg_constraint where contype = 'f'`,
  );

  const named = sqlite
    .prepare("select name from sqlite_master where type = 'index' and name not like 'sqlite_%'")
    .pluck()
    .all();
  expect(indexes.map((row) => row["name"]).sort()).toEqual(named.sort());
  const fates: Record<string, string> = { "NO ACTION": "a", CASCADE: "c" };
  const expected = Object.keys(tables).flatMap((child) =>
    (sqlite.pragma(`foreign_key_list(${child})`) as { table: string; on_delete: string }[]).map(
      (key) => `${child} > ${key.table} ${fates[key.on_delete]}`,
    ),
  );
  expect(keys.map((key) => `${key["child"]} > ${key["parent"]} ${key["fate"]}`).sort()).toEqual(
    expected.sort(),
  );
});

test("what is unique in SQLite is unique here, names whatever their capitals", async () => {
  const uniques = await ask(
    url,
    `select conrelid::regclass::text as name, count(*)::integer as count from pg_constraint
     where contype in ('u', 'p') and connamespace = current_schema()::regnamespace and conrelid::regclass::text not like 'kysely_%' group by 1`,
  );
  const folded = await ask(
    url,
    `select table_name || '.' || column_name as name from information_schema.columns
     where ${ofTables} and collation_name = 'nocase'`,
  );

  const automatic = (table: string) =>
    (sqlite.pragma(`index_list(${table})`) as { origin: string }[]).filter((one) => one.origin !== "c");
  // SQLite has no index of its own for a number that is the row's number.
  const numbered = ["audit", "agent_event"];
  for (const { name, count } of uniques)
    expect({ name, count }).toEqual({
      name,
      count: automatic(String(name)).length + (numbered.includes(String(name)) ? 1 : 0),
    });
  const sensitive = sqlite
    .prepare("select name || '.' || sql from sqlite_master where type = 'table'")
    .pluck();
  const inSqlite = (sensitive.all() as string[]).filter((text) => /collate nocase/.test(text));
  expect(folded).toHaveLength(inSqlite.length);
});

test("text sorts by its bytes, as in SQLite", async () => {
  const [row] = await ask(
    url,
    `select count(*)::integer as count from information_schema.columns
     where ${ofTables} and table_name <> 'sqlite_master' and data_type = 'text'
       and coalesce(collation_name, '') not in ('C', 'nocase')`,
  );

  expect(row).toEqual({ count: 0 });
});

test("opening a second time finds the schema as it is", async () => {
  const server = { url, onLost: () => undefined };
  const db = await openPostgres(server);
  await db.write((tx) => tx.insertInto("setting").values({ name: "kept", value: "yes" }).execute());
  await db.close();

  const again = await openPostgres(server);

  expect(await again.read.selectFrom("setting").selectAll().execute()).toEqual([
    { name: "kept", value: "yes" },
  ]);
  await again.close();
});

test("a trigger without a translation is not left out in silence", () => {
  expect(() => translateSchema("create trigger odd before delete on slot begin select 1; end")).toThrow(
    /no translation: create trigger odd/,
  );
});
