import { chmod, mkdtemp, readdir, readFile, readlink, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { sql } from "kysely";
import { afterEach, beforeEach, expect, test } from "vitest";
import * as z from "zod";
import { type Database, openDatabase } from "./database.ts";
import { tables } from "./tables.ts";

let folder: string;
let db: Database;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "holdfast-db-"));
  db = await openDatabase(join(folder, "holdfast.db"));
});
afterEach(async () => {
  await db.close();
  await rm(folder, { recursive: true });
});

test.skipIf(process.platform === "win32")(
  "nobody else on this computer can read it, also one from before",
  async () => {
    const names = ["holdfast.db", "holdfast.db-wal", "holdfast.db-shm"];
    const modes = async () =>
      (await Promise.all(names.map((name) => stat(join(folder, name))))).map((one) => one.mode & 0o777);
    await chmod(folder, 0o711);
    expect(await modes()).toEqual([0o600, 0o600, 0o600]);

    await Promise.all(names.map((name) => chmod(join(folder, name), 0o644)));
    const again = await openDatabase(join(folder, "holdfast.db"));
    await again.close();

    expect(await modes()).toEqual([0o600, 0o600, 0o600]);
  },
);

type Column = { name: string; type: string; notnull: number; pk: number };

function columnsOf(sqlite: Sqlite.Database, table: string): string[] {
  return (sqlite.pragma(`table_info(${table})`) as Column[])
    .map(({ name, type, notnull, pk }) => `${name} ${type} ${notnull === 1 || pk > 0 ? "not null" : "null"}`)
    .sort();
}

const typeNames: Record<string, string> = { string: "TEXT", number: "INTEGER", custom: "BLOB" };

function declared(table: z.ZodObject): string[] {
  return Object.entries(table.shape)
    .map(([name, column]) => {
      const nullable = column instanceof z.ZodNullable;
      const type = typeNames[(nullable ? column.unwrap() : column).def.type];
      return `${name} ${type} ${nullable ? "null" : "not null"}`;
    })
    .sort();
}

test("the migrated database has just the tables and columns that the queries are typed by", () => {
  const sqlite = new Sqlite(join(folder, "holdfast.db"), { readonly: true });
  const names = sqlite
    .prepare(
      "select name from sqlite_master where type = 'table' and name not like 'sqlite_%' and name not like 'kysely_%'",
    )
    .pluck()
    .all() as string[];

  expect(names.sort()).toEqual(Object.keys(tables).sort());
  for (const [name, table] of Object.entries(tables)) {
    const real = columnsOf(sqlite, name).map((column) => column.replace(" REAL ", " INTEGER "));
    expect({ [name]: real }).toEqual({ [name]: declared(table) });
  }
  sqlite.close();
});

test("the page on the architecture names every table, and draws just the foreign keys as solid lines", async () => {
  const page = await readFile(join(import.meta.dirname, "../../docs/architecture.md"), "utf8");
  const sqlite = new Sqlite(join(folder, "holdfast.db"), { readonly: true });
  const keys = Object.keys(tables).flatMap((child) =>
    (sqlite.pragma(`foreign_key_list(${child})`) as { table: string }[]).map(
      ({ table }) => `${table} ${child}`,
    ),
  );
  sqlite.close();
  const drawn = [...page.matchAll(/^ {2}(\w+) [|}][|o]--[|o][|{] (\w+) :/gm)].map(
    ([, one, other]) => `${one} ${other}`,
  );

  expect(drawn.sort()).toEqual(keys.sort());
  expect(Object.keys(tables).filter((name) => !new RegExp(`\\b${name}\\b`).test(page))).toEqual([]);
});

test("a change that fails takes no other change of its turn with it, nor leaves anything of its own", async () => {
  const put = (...names: string[]) =>
    db.write(async (tx) => {
      for (const name of names) await tx.insertInto("setting").values({ name, value: "x" }).execute();
    });

  const results = await Promise.allSettled([
    put("half", "half"),
    put("one"),
    put("one"),
    put("other half", "one"),
    put("two"),
  ]);

  const [good, bad] = ["fulfilled", "rejected"];
  expect(results.map((result) => result.status)).toEqual([bad, good, bad, bad, good]);
  expect(await db.read.selectFrom("setting").select("name").orderBy("name").execute()).toEqual([
    { name: "one" },
    { name: "two" },
  ]);
});

test("the reader cannot write", async () => {
  await expect(db.read.insertInto("setting").values({ name: "a", value: "b" }).execute()).rejects.toThrow(
    /readonly/,
  );
});

test("opening a second time finds the schema as it is", async () => {
  await db.write((tx) => tx.insertInto("setting").values({ name: "kept", value: "yes" }).execute());
  await db.close();

  db = await openDatabase(join(folder, "holdfast.db"));

  expect(await db.read.selectFrom("setting").selectAll().execute()).toEqual([{ name: "kept", value: "yes" }]);
});

test.skipIf(process.platform !== "linux")(
  "closing lets go of the file, also where nobody has read anything (seen in /proc, which is of Linux)",
  async () => {
    const file = join(folder, "other.db");
    await (await openDatabase(file)).close();

    const open = await Promise.all(
      (await readdir("/proc/self/fd")).map((number) => readlink(`/proc/self/fd/${number}`).catch(() => "")),
    );

    expect(open.filter((path) => path.startsWith(file))).toEqual([]);
  },
);

test("a full disk is told as what it is, until something can be written again", async () => {
  const pages = (most: number) => db.write((tx) => sql.raw(`pragma max_page_count = ${most}`).execute(tx));
  const value = "x".repeat(100_000);
  const save = () => db.write((tx) => tx.insertInto("setting").values({ name: "big", value }).execute());
  await pages(1);

  await expect(save()).rejects.toThrow(/disk of its data folder is full/);
  expect(db.trouble()?.sentence).toContain("full");

  await pages(1_000_000);
  await save();
  expect(db.trouble()).toBeUndefined();
});

test("why a change failed is told, also where SQLite has taken the whole transaction back by itself", async () => {
  const failed = db.write(async (tx) => {
    await sql`rollback`.execute(tx);
    throw new Error("the reason");
  });

  await expect(failed).rejects.toThrow("the reason");
  await db.write((tx) => tx.insertInto("setting").values({ name: "next", value: "1" }).execute());
});
