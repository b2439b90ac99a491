import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { afterEach, beforeEach, expect, test } from "vitest";
import { newId } from "../ids.ts";
import { insertRun } from "../runs/run-for-tests.ts";
import { openDatabase } from "./database.ts";
import { allMigrations } from "./migrate.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "holdfast-counted-upkeep-"));
});
afterEach(() => rm(folder, { recursive: true }));

test("an older database has its checks and drills counted by the runs that are left", async () => {
  const file = join(folder, "holdfast.db");
  const steps = Object.entries(allMigrations).filter(([step]) => step < "0041");
  const before = await openDatabase(file, { migrations: Object.fromEntries(steps) });
  await insertRun(before, newId());
  const { id } = await before.read.selectFrom("repository").select("id").executeTakeFirstOrThrow();
  await before.write((tx) =>
    sql`insert into repository_upkeep (repository_id, kit_stale) values (${id}, 0)`.execute(tx),
  );
  const ended = {
    check: ["success", "success", "failure"],
    drill: ["success", "warning", "failure", "lost"],
  };
  for (const [kind, outcomes] of Object.entries(ended))
    for (const status of outcomes) await insertRun(before, newId(), { kind, status, repository_id: id });
  await before.close();

  const after = await openDatabase(file);
  const counted = await after.read
    .selectFrom("repository_upkeep")
    .select(["repository_id", "good_checks", "drills"])
    .execute();
  await after.close();

  expect(counted).toEqual([{ repository_id: id, good_checks: 2, drills: 3 }]);
});
