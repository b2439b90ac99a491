import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { composeOnce, type Values } from "./compose-once.ts";
import type { Database } from "./database.ts";
import { dropDatabaseForTests, openDatabaseForTests } from "./database-for-tests.ts";

let folder: string;
let db: Database;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "holdfast-compose-"));
  db = await openDatabaseForTests(folder);
});
afterEach(async () => {
  await db.close();
  await dropDatabaseForTests(folder);
  await rm(folder, { recursive: true });
});

test("each execution has its own values, also one that stands in two places, and the query is composed once", async () => {
  let composed = 0;
  const put = composeOnce((tx, setting: Values<{ name: string; value: string }>) => {
    composed += 1;
    return tx.insertInto("setting").values({ name: setting.name, value: setting.value });
  });
  const find = composeOnce((reader, wanted: Values<{ text: string }>) => {
    composed += 1;
    return reader
      .selectFrom("setting")
      .select(["name", "value"])
      .where((eb) => eb.or([eb("name", "=", wanted.text), eb("value", "=", wanted.text)]))
      .where("name", "!=", "b")
      .orderBy("name");
  });

  await db.write((tx) => put(tx, { name: "a", value: "x" }));
  await db.write((tx) => put(tx, { value: "a", name: "b" }));
  await db.write((tx) => put(tx, { name: "c", value: "a" }));

  expect(await find(db.read, { text: "a" })).toEqual([
    { name: "a", value: "x" },
    { name: "c", value: "a" },
  ]);
  expect(await db.write((tx) => find(tx, { text: "x" }))).toEqual([{ name: "a", value: "x" }]);
  // Reader and writer may each have their own words.
  expect(composed).toBeLessThanOrEqual(3);
});
