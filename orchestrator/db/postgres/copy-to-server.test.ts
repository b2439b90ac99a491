import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { afterEach, beforeEach, expect, test } from "vitest";
import { verifyAudit, writeAudit } from "../../audit/audit.ts";
import { insertManyRuns } from "../../runs/many-runs-for-tests.ts";
import { openDatabase } from "../database.ts";
import { dropDatabaseForTests, serverDatabaseForTests } from "../database-for-tests.ts";
import { tables } from "../tables.ts";
import { ask } from "./cluster-for-tests.ts";
import { copyToServer } from "./copy-to-server.ts";
import { openPostgres } from "./open-postgres.ts";

const NOW = new Date("2026-11-26T18:00:00.000Z");
const RUNS = 1_200;

let folder: string;
let file: string;
let url: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "holdfast-copy-"));
  file = join(folder, "holdfast.db");
  url = (await serverDatabaseForTests(folder))?.url ?? "";
  await (await openDatabase(file)).close();
});
afterEach(async () => {
  await dropDatabaseForTests(folder);
  await rm(folder, { recursive: true });
});

const copy = () => copyToServer({ file, url, now: NOW });

/** As years leave it: more rows than a page, numbers with fractions, sealed bytes, a place whose machine was there before it. */
async function fill(): Promise<void> {
  insertManyRuns(file, RUNS);
  const sqlite = new Sqlite(file);
  const chunk = sqlite.prepare("insert into log_chunk values ('run-7', ?, 'ab', 1, 9, ?)");
  for (let seq = 0; seq < 60; seq += 1) chunk.run(seq, randomBytes(300));
  const slot = sqlite.prepare(
    "insert into slot (key, agent_id, kind, scheduled_for, outcome) values (?, 'agent-1', 'backup', '', ?)",
  );
  for (const outcome of ["done", "done", "missed", "pending"]) slot.run(crypto.randomUUID(), outcome);
  sqlite.exec(`
    insert into repository (id, name, kind, place_json, sealed_password, state, revision, created_at, updated_at, per_agent)
      values ('z', 'NAS', 'rest-server', '{"url":"https://nas/ä"}', 'v1.x', 'ready', 1, '', '', 1);
    insert into repository (id, name, kind, place_json, sealed_password, state, revision, created_at, updated_at, parent_id, agent_id)
      values ('a', 'NAS of pc-1', 'rest-server', '{}', 'v1.y', 'ready', 1, '', '', 'z', 'agent-1');
    insert into agent_sample values ('agent-1', '2026', '[]', 0.30000000000000004, null);
    insert into agent_event (agent_id, at, kind, to_value, reason) values ('agent-1', '', 'reachability', 'online', 'beat');
    insert into account values ('i', 'Änne', 'hash', 'admin', '');
    update agent set is_local = 1, key_hash = 'k' where id = 'agent-3';
    update agent set clock_offset_ms = -1234.5 where id = 'agent-4';
  `);
  sqlite.close();
  const db = await openDatabase(file);
  await db.write(async (tx) => {
    for (const action of ["agent.pause", "agent.resume"] as const)
      await writeAudit(tx, { at: NOW, actor: "anna", action, object: "house" });
  });
  await db.close();
}

test("every row of every table arrives as it was, and what counts goes on", async () => {
  await fill();
  const before = new Sqlite(file, { readonly: true });

  const { rows } = await copy();

  const db = await openPostgres({ url, onLost: () => undefined });
  let all = 0;
  for (const name of Object.keys(tables) as (keyof typeof tables)[]) {
    const there = (await db.read.selectFrom(name).selectAll().execute()) as Record<string, unknown>[];
    const here = before.prepare(`select * from ${name}`).all() as Record<string, unknown>[];
    all += here.length;
    const told = name === "audit" ? there.filter((row) => row["action"] !== "database.move") : there;
    expect({ [name]: sorted(told) }).toEqual({ [name]: sorted(here.map(asMoved)) });
  }
  before.close();
  expect(rows).toBe(all);
  expect(await verifyAudit(db)).toEqual({ entries: 3, brokenAt: null });
  const event = { agent_id: "agent-1", at: "", kind: "x", to_value: "", reason: "" };
  await db.write((tx) =>
    tx
      .insertInto("agent_event")
      .values(event as never)
      .execute(),
  );
  const slot = { key: "new", agent_id: "agent-1", kind: "backup", scheduled_for: "", outcome: "done" };
  await db.write((tx) =>
    tx
      .insertInto("slot")
      .values(slot as never)
      .execute(),
  );
  expect(await db.read.selectFrom("slot_count").selectAll().orderBy("outcome").execute()).toEqual([
    { outcome: "done", count: 3 },
    { outcome: "missed", count: 1 },
  ]);
  await db.close();
});

test("a database that holds something is left as it is", async () => {
  const db = await openPostgres({ url, onLost: () => undefined });
  await db.write((tx) => tx.insertInto("setting").values({ name: "mine", value: "x" }).execute());
  const whileAtWork = copy();
  await expect(whileAtWork).rejects.toThrow(/looks after that database already/);
  await db.close();

  await expect(copy()).rejects.toThrow(/holds a Holdfast already/);

  expect(await ask(url, "select name from setting")).toEqual([{ name: "mine" }]);
});

test("where something cannot be stored there nothing is, and the reason is said", async () => {
  const sqlite = new Sqlite(file);
  const add = sqlite.prepare("insert into account values (?, ?, 'hash', 'admin', '')");
  add.run("1", "Änne");
  add.run("2", "änne");
  sqlite.exec("insert into setting values ('a', 'b')");
  sqlite.close();

  await expect(copy()).rejects.toThrow(/names differ only in capitals.*änne.*Rename one/i);

  expect(await ask(url, "select name from setting union all select username from account")).toEqual([]);
});

function asMoved(row: Record<string, unknown>): Record<string, unknown> {
  return row["is_local"] === 1 ? { ...row, is_local: 0, key_hash: null } : row;
}

function sorted(rows: Record<string, unknown>[]): Record<string, unknown>[] {
  const text = (row: Record<string, unknown>) => JSON.stringify(Object.entries(row).sort());
  return rows
    .map((row) => ({ ...row, ...(row["data"] instanceof Uint8Array && { data: Buffer.from(row["data"]) }) }))
    .sort((a, b) => (text(a) < text(b) ? -1 : 1));
}
