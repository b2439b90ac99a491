import { statSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { afterEach, beforeEach, expect, test } from "vitest";
import { defaultSettings, type SettingValues } from "#contract/settings";
import type { Database } from "../db/database.ts";
import { isOnServer, openDatabaseForTests } from "../db/database-for-tests.ts";
import type { Row } from "../db/tables.ts";
import { newId } from "../ids.ts";
import { createMetrics } from "../metrics/metrics.ts";
import { insertRun } from "../runs/run-for-tests.ts";
import { storeSettings } from "../settings/settings.store.ts";
import { createRetention, sweep } from "./retention.ts";

const NOW = new Date("2026-11-24T12:00:00.000Z");
const log = pino({ level: "silent" });
const daysAgo = (days: number) => new Date(NOW.getTime() - days * 86_400_000).toISOString();

let folder: string;
let db: Database;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "holdfast-retention-"));
  db = await openDatabaseForTests(folder);
});
afterEach(async () => {
  await db.close();
  await rm(folder, { recursive: true });
});

/** An ended run with a log of two chunks. */
async function addRun(name: string, age: number, changes: Partial<Row<"run">> = {}): Promise<string> {
  const id = newId();
  const at = daysAgo(age);
  const ended = { status: "failure", started_at: at, finished_at: at, log_chunks: 2, log_bytes: 2_000 };
  await insertRun(db, id, { policy_name: name, ...ended, ...changes });
  await db.write(async (tx) => {
    const ofRun = tx.selectFrom("run").select("task_id").where("id", "=", id);
    const finished = changes.finished_at === null ? null : at;
    await tx.updateTable("task").set({ finished_at: finished }).where("id", "=", ofRun).execute();
    for (const seq of [0, 1]) {
      const data = Buffer.alloc(1_000);
      await tx
        .insertInto("log_chunk")
        .values({ run_id: id, seq, sha256: "", line_count: 1, size_bytes: 1_000, data })
        .execute();
    }
  });
  return id;
}

async function sweepAll(now = NOW): Promise<void> {
  for await (const _ of sweep({ db, metrics: createMetrics(), log }, now));
}

const setTo = (values: Partial<SettingValues>) =>
  db.write((tx) => storeSettings(tx, { ...defaultSettings, revision: 1, updatedAt: null, ...values }));

async function left(): Promise<string[]> {
  const runs = await db.read
    .selectFrom("run")
    .leftJoin("log_chunk", "log_chunk.run_id", "run.id")
    .select(["policy_name", (eb) => eb.fn.count<number>("log_chunk.seq").as("chunks")])
    .groupBy("run.id")
    .orderBy("policy_name")
    .execute();
  return runs.map((run) => `${run.policy_name} ${run.chunks}`);
}

test("logs go after ninety days and runs after four hundred, with their tasks", async () => {
  await addRun("a young", 89);
  await addRun("b older", 91);
  await addRun("c oldest", 401);

  await sweepAll();

  expect(await left()).toEqual(["a young 2", "b older 0"]);
  expect(await db.read.selectFrom("task").select("id").execute()).toHaveLength(2);
  expect(
    await db.read.selectFrom("run").select("log_cut_bytes").where("policy_name", "=", "b older").execute(),
  ).toEqual([{ log_cut_bytes: 2_000 }]);
});

test("what runs is never touched, however old, nor a run whose task goes on", async () => {
  await addRun("a running", 500, { status: "running", finished_at: null });
  const waiting = await addRun("b retried", 500);
  const ofRun = db.read.selectFrom("run").select("task_id").where("id", "=", waiting);
  const { task_id } = await ofRun.executeTakeFirstOrThrow();
  await db.write((tx) =>
    tx.updateTable("task").set({ finished_at: null, status: "queued" }).where("id", "=", task_id).execute(),
  );

  await sweepAll();

  expect(await left()).toEqual(["a running 2", "b retried 2"]);
});

test("the last run and the last good run of an assignment stay with their logs", async () => {
  const good = await addRun("a good", 900, { status: "success" });
  const last = await addRun("b last", 800);
  const { agent_id, repository_id } = await db.read
    .selectFrom("run")
    .selectAll()
    .where("id", "=", good)
    .executeTakeFirstOrThrow();
  const at = daysAgo(900);
  await db.write(async (tx) => {
    await tx
      .insertInto("policy")
      .values({
        ...{ id: "p", name: "p", repository_id, enabled: 1, body_json: "{}", revision: 1 },
        ...{ created_at: at, updated_at: at },
      })
      .execute();
    await tx.updateTable("run").set({ policy_id: "p", agent_id }).where("id", "in", [good, last]).execute();
    await tx
      .insertInto("assignment")
      .values({
        ...{ policy_id: "p", agent_id, assigned_by: "Ann", created_at: at, planned_through: at },
        ...{ last_run_id: last, last_good_run_id: good, failures_in_a_row: 1 },
      })
      .execute();
  });
  await addRun("c other", 850, { policy_id: "p", agent_id });

  await sweepAll();

  expect(await left()).toEqual(["a good 2", "b last 2"]);
});

test("the last good check, prune, drill and copy of a repository stay, for by them one sees whether the next is overdue", async () => {
  const older = await addRun("a check", 950, { kind: "check", status: "success" });
  const { repository_id } = await db.read
    .selectFrom("run")
    .select("repository_id")
    .where("id", "=", older)
    .executeTakeFirstOrThrow();
  await addRun("b check", 900, { kind: "check", status: "warning", repository_id });
  await addRun("c check", 850, { kind: "check", status: "failure", repository_id });
  for (const kind of ["copy", "drill", "prune", "restore", "stats"])
    await addRun(kind, 900, { kind, status: "success", repository_id });

  await sweepAll();

  expect(await left()).toEqual(["b check 2", "copy 2", "drill 2", "prune 2"]);
});

test("a run whose snapshot is still there stays, without its log", async () => {
  const id = await addRun("a kept", 500, { snapshot_id: "ab".repeat(32) });
  await addRun("b gone", 500, { snapshot_id: "cd".repeat(32) });
  const { repository_id } = await db.read
    .selectFrom("run")
    .select("repository_id")
    .where("id", "=", id)
    .executeTakeFirstOrThrow();
  await db.write((tx) =>
    tx
      .insertInto("snapshot")
      .values({
        ...{
          repository_id,
          id: "abababab",
          hostname: "anna-pc",
          time: daysAgo(500),
          received_at: daysAgo(500),
        },
        ...{ paths_json: "[]", tags_json: "[]", listed: 1 },
      })
      .execute(),
  );

  await sweepAll();

  expect(await left()).toEqual(["a kept 0"]);
});

test("over a quota the oldest logs go first: of a machine, then of all", async () => {
  const mebibytes = (count: number) => count * 1024 * 1024;
  const agents = { a: "one", b: "one", c: "one", d: "two", e: "three" };
  for (const [age, [name, agent_id]] of Object.entries(agents).entries())
    await addRun(name, age + 1, { agent_id, log_bytes: mebibytes(2) });

  await setTo({ logQuotaPerAgentBytes: mebibytes(5), logQuotaBytes: mebibytes(7) });
  await sweepAll();

  expect(await left()).toEqual(["a 2", "b 2", "c 0", "d 2", "e 0"]);
});

test("ended slots and reports that came too late go with the runs; open slots and the audit log stay", async () => {
  const slot = (key: string, age: number, outcome: string) => ({
    ...{ key, policy_id: "p", agent_id: "a", kind: "backup", scheduled_for: daysAgo(age), outcome },
  });
  const late = (id: string, age: number) => ({
    ...{ id, task_id: "t", attempt: 1, received_at: daysAgo(age), body_json: "{}" },
  });
  await db.write(async (tx) => {
    await tx
      .insertInto("slot")
      .values([slot("young", 399, "done"), slot("old", 401, "missed"), slot("open", 401, "pending")])
      .execute();
    await tx
      .insertInto("stale_report")
      .values([late("young", 399), late("old", 401)])
      .execute();
    await tx
      .insertInto("audit")
      .values({ seq: 1, at: daysAgo(4_000), actor: "Ann", action: "a", object: "b", hash: "c" })
      .execute();
  });

  await sweepAll();

  expect(await db.read.selectFrom("slot").select("key").orderBy("key").execute()).toEqual([
    { key: "open" },
    { key: "young" },
  ]);
  expect(await db.read.selectFrom("stale_report").select("id").execute()).toEqual([{ id: "young" }]);
  expect(await db.read.selectFrom("audit").select("seq").execute()).toHaveLength(1);
});

test("a clock that is wrong by years empties nothing", async () => {
  await addRun("a young", 1);
  await sweepAll();

  await sweepAll(new Date("2036-11-24T12:00:00.000Z"));

  expect(await left()).toEqual(["a young 2"]);
});

test.skipIf(isOnServer())("what has gone leaves the disk (it looks at the file of SQLite)", async () => {
  const data = Buffer.alloc(10 * 1024 * 1024, 1);
  const id = await addRun("a fat", 100);
  await db.write((tx) => tx.updateTable("log_chunk").set({ data }).where("run_id", "=", id).execute());
  await db.emptyWal();
  const before = statSync(join(folder, "holdfast.db")).size;

  await sweepAll();
  await db.emptyWal();

  expect(before).toBeGreaterThan(20 * 1024 * 1024);
  expect(statSync(join(folder, "holdfast.db")).size).toBeLessThan(9 * 1024 * 1024);
});

test("it begins ten minutes after the start and comes again each hour", async () => {
  const clock = { ms: 0 };
  const expire = createRetention({ db, monotonicMs: () => clock.ms, metrics: createMetrics(), log });
  const at = async (minutes: number, name: string) => {
    await addRun(name, 500);
    clock.ms = minutes * 60_000;
    await expire(NOW);
    return (await left()).length;
  };

  expect(await at(9, "a")).toBe(1);
  expect(await at(10, "b")).toBe(0);
  expect(await at(69, "c")).toBe(1);
  expect(await at(70, "d")).toBe(0);
});
