import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { expect, onTestFinished, test } from "vitest";
import { openDatabase } from "../db/database.ts";
import { isUnusedDatabase } from "./set-aside.ts";

test("a database is unused only as long as nobody has set anything up, let a machine in, or followed anybody", async () => {
  const folder = mkdtempSync(join(tmpdir(), "holdfast-unused-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  expect(isUnusedDatabase(folder)).toBe(false);
  await (await openDatabase(join(folder, "holdfast.db"))).close();
  expect(isUnusedDatabase(folder)).toBe(true);

  const unusedWith = (table: string, values: Record<string, string | number>) => {
    const sqlite = new Sqlite(join(folder, "holdfast.db"));
    sqlite.pragma("foreign_keys = off");
    const names = Object.keys(values);
    const marks = names.map((name) => `@${name}`);
    sqlite.prepare(`insert into ${table} (${names.join(", ")}) values (${marks.join(", ")})`).run(values);
    const isUnused = isUnusedDatabase(folder);
    sqlite.exec(`delete from ${table}`);
    sqlite.close();
    return isUnused;
  };
  const at = "2026-11-24T12:00:00.000Z";
  const upstream = { id: "u", orchestrator_id: "o", name: "office", pin: "p", addresses_json: "[]" };
  const joined = { machine_id: "m", agent_id: "a", joined_at: at };

  expect(unusedWith("upstream", { ...upstream, ...joined, status: "active" })).toBe(false);
  expect(unusedWith("upstream", { ...upstream, ...joined, status: "left" })).toBe(true);
  expect(
    unusedWith("account", { id: "1", username: "a", password_hash: "", role: "admin", created_at: at }),
  ).toBe(true);
  expect(isUnusedDatabase(folder)).toBe(true);
});
