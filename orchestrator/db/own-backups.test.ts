import { mkdirSync, statSync, writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createMetrics } from "../metrics/metrics.ts";
import { backupFolder, backupPath, backupsToKeep, listBackups } from "./backup-files.ts";
import { type Database, openDatabase } from "./database.ts";
import { createOwnBackups } from "./own-backups.ts";
import { assertGood } from "./write-backup.ts";

const HOUR = 3_600_000;
const clock = { ms: Date.parse("2026-11-24T12:00:00.000Z") };

let dataDir: string;
let db: Database;

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "holdfast-own-backups-"));
  db = await openDatabase(join(dataDir, "holdfast.db"));
});
afterEach(async () => {
  await db.close();
  await rm(dataDir, { recursive: true });
});

function start() {
  const metrics = createMetrics();
  const backups = createOwnBackups({
    ...{ dataDir, db, metrics, log: pino({ level: "silent" }) },
    now: () => new Date(clock.ms),
    monotonicMs: () => clock.ms,
  });
  return {
    metrics,
    async after(ms: number) {
      clock.ms += ms;
      await backups.onTick();
      await backups.idle();
      return listBackups(dataDir).length;
    },
  };
}

test("a backup is made five minutes after the start, and again when it is a day old; it is whole and for its owner only", async () => {
  await db.write((tx) => tx.insertInto("setting").values({ name: "a", value: "b" }).execute());
  const { after, metrics } = start();

  expect(await after(4 * 60_000)).toBe(0);
  expect(await after(60_000)).toBe(1);
  expect(await after(23 * HOUR)).toBe(1);
  expect((await metrics.backupAge.get()).values[0]?.value).toBe((23 * HOUR) / 1_000);
  expect(await after(HOUR)).toBe(2);

  const path = listBackups(dataDir)[0]?.path ?? "";
  assertGood(path);
  expect(statSync(path).mode & 0o777).toBe(0o600);
  const copy = await openDatabase(path);
  expect(await copy.read.selectFrom("setting").select("name").execute()).toEqual([{ name: "a" }]);
  await copy.close();
});

test("of a hundred daily backups the last seven and one of each of the last four weeks stay", () => {
  mkdirSync(backupFolder(dataDir));
  for (let day = 0; day < 100; day += 1)
    writeFileSync(backupPath(dataDir, new Date(Date.parse("2026-11-24T12:00:00Z") - day * 24 * HOUR)), "");

  const kept = new Set(backupsToKeep(listBackups(dataDir)).map(({ at }) => at.toISOString().slice(5, 10)));

  expect([...kept]).toEqual([
    ...["11-24", "11-23", "11-22", "11-21", "11-20", "11-19", "11-18"],
    ...["11-11", "11-04"],
  ]);
});
