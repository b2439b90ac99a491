import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { Kysely, SqliteDialect } from "kysely";
import { expect, test } from "vitest";
import { openDatabase } from "../db/database.ts";
import type { Schema } from "../db/tables.ts";
import { openRuns } from "../runs/runs.store.ts";
import { howMachinesAre } from "./how-machines-are.ts";
import { repositoryProblems } from "./repository-problems.ts";

/** Every page, tray and prompt asks for it again and again. */
test("the status goes through no table that grows with the history (it looks at the plans of SQLite)", async () => {
  const folder = await mkdtemp(join(tmpdir(), "holdfast-plans-"));
  const file = join(folder, "holdfast.db");
  await (await openDatabase(file)).close();
  const sqlite = new Sqlite(file, { readonly: true });
  const asked: { sql: string; parameters: readonly unknown[] }[] = [];
  const db = new Kysely<Schema>({
    dialect: new SqliteDialect({ database: sqlite }),
    log: ({ query }) => void asked.push(query),
  });
  const now = new Date();

  await openRuns(db, () => undefined);
  await openRuns(db, () => undefined, "a");
  await howMachinesAre(db, now);
  await repositoryProblems(db, { id: "a", hostname: "desk" });
  const steps = [...asked].flatMap(
    ({ sql, parameters }) =>
      sqlite.prepare(`explain query plan ${sql}`).all(...parameters) as { detail: string }[],
  );

  expect(steps.length).toBeGreaterThan(5);
  const all = steps
    .map(({ detail }) => detail)
    .filter((detail) => /^SCAN (run|task|slot|snapshot|notice)\b/.test(detail));
  expect(all.filter((detail) => !/INDEX (run_open|task_open|task_unfinished)/.test(detail))).toEqual([]);
  await db.destroy();
  await rm(folder, { recursive: true });
});
