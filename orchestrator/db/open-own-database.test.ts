import {
  closeSync,
  cpSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeSync,
} from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Kysely, sql } from "kysely";
import { pino } from "pino";
import { afterEach, beforeEach, expect, test } from "vitest";
import { backupPath, listBackups } from "./backup-files.ts";
import type { Database } from "./database.ts";
import { allMigrations } from "./migrate.ts";
import { movedName, openOwnDatabase } from "./open-own-database.ts";
import { recentRescue } from "./rescue-notice.ts";
import { writeBackup } from "./write-backup.ts";

const NOW = new Date("2026-11-24T12:00:00.000Z");
const YESTERDAY = new Date("2026-11-23T12:00:00.000Z");
const log = pino({ level: "silent" });

let dataDir: string;
let file: string;

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "holdfast-own-db-"));
  file = join(dataDir, "holdfast.db");
});
afterEach(() => rm(dataDir, { recursive: true }));

const open = (more: object = {}) => openOwnDatabase({ dataDir, now: () => NOW, log, ...more });
const put = (db: Database, name: string) =>
  db.write((tx) =>
    tx
      .insertInto("setting")
      .values({ name, value: "x".repeat(9_000) })
      .execute(),
  );
const names = async (db: Database) =>
  (await db.read.selectFrom("setting").select("name").where("name", "like", "row%").execute()).map(
    (r) => r.name,
  );

/** A database with one row that is in yesterday's backup and one that is not. */
async function fill({ withBackup = true } = {}): Promise<void> {
  const db = await open();
  await put(db, "row 1");
  if (withBackup) writeBackup(file, backupPath(dataDir, YESTERDAY));
  await put(db, "row 2");
  await db.close();
}

function overwrite(at: number, length: number, path = file): void {
  const handle = openSync(path, "r+");
  writeSync(handle, Buffer.alloc(length, 0xa5), 0, length, at);
  closeSync(handle);
}

const damages: [string, () => void][] = [
  ["pages were overwritten", () => overwrite(8_192, 40_960)],
  ["the header was overwritten", () => overwrite(0, 100)],
  ["the file was cut short", () => truncateSync(file, 20_480)],
  ["the file was emptied", () => truncateSync(file, 0)],
  ["the file is gone", () => rmSync(file)],
];

test.each(damages)(
  "%s: the newest good backup takes its place, and it is told loudly",
  async (_what, damage) => {
    await fill();
    damage();
    const wasThere = existsSync(file);

    const db = await open();

    expect(await names(db)).toEqual(["row 1"]);
    expect((await recentRescue(db.read, NOW))?.sentence).toContain("2026-11-23T12:00:00.000Z");
    expect(await db.read.selectFrom("audit").select(["actor", "action"]).execute()).toEqual([
      { actor: "Holdfast", action: "database.rescue" },
    ]);
    expect(existsSync(`${file}.damaged-20261124T120000Z`)).toBe(wasThere);
    await db.close();
  },
);

test.each(damages.slice(0, 4))(
  "%s and there is no backup: the start is refused and nothing changed",
  async (_what, damage) => {
    await fill({ withBackup: false });
    damage();
    const before = [readdirSync(dataDir), statSync(file).size];

    await expect(open()).rejects.toThrow(/no good internal backup.*recovery kits/);

    expect([readdirSync(dataDir), statSync(file).size]).toEqual(before);
  },
);

test("a damaged backup is passed over for the one before it", async () => {
  await fill();
  const newer = backupPath(dataDir, NOW);
  cpSync(backupPath(dataDir, YESTERDAY), newer);
  overwrite(8_192, 40_960, newer);
  overwrite(0, 100);

  const db = await open();

  expect(await names(db)).toEqual(["row 1"]);
  await db.close();
});

test("a write-ahead log that was taken away after a crash is told", async () => {
  const db = await open();
  await put(db, "row 1");
  await db.emptyWal();
  await put(db, "row 2");
  const crashed = await mkdtemp(join(tmpdir(), "holdfast-crashed-"));
  cpSync(dataDir, crashed, { recursive: true });
  await db.close();
  rmSync(join(crashed, "holdfast.db-wal"));

  const after = await open({ dataDir: crashed });

  expect(await names(after)).toEqual(["row 1"]);
  expect((await recentRescue(after.read, NOW))?.sentence).toContain("latest changes before that are missing");
  await after.close();
  rmSync(crashed, { recursive: true });
});

test("a sound database is opened without a word", async () => {
  await fill();

  const db = await open();

  expect(await names(db)).toEqual(["row 1", "row 2"]);
  expect(await recentRescue(db.read, NOW)).toBeUndefined();
  await db.close();
});

const second = {
  async up(db: import("kysely").Kysely<unknown>) {
    await db.schema.alterTable("setting").addColumn("note", "text").execute();
  },
};

test("before a later migration changes what is there, a backup is made", async () => {
  await fill({ withBackup: false });

  const db = await open({ migrations: { ...allMigrations, "9999-note": second } });

  expect(await names(db)).toEqual(["row 1", "row 2"]);
  expect(listBackups(dataDir)).toMatchObject([{ before: "9999-note" }]);
  await db.close();
});

test("a migration that fails in the middle leaves nothing of itself or of those before it behind", async () => {
  await fill({ withBackup: false });
  const half = {
    async up(db: Kysely<unknown>) {
      await sql`create table half (name text)`.execute(db);
      throw new Error("in the middle");
    },
  };

  await expect(
    open({ migrations: { ...allMigrations, "9998-note": second, "9999-half": half } }),
  ).rejects.toThrow(/could not be brought up to date \(step 9999-half\)/);
  const again = await open({ migrations: { ...allMigrations, "9998-note": second } });

  expect(await names(again)).toEqual(["row 1", "row 2"]);
  await again.close();
});

test("a database of a newer version is refused; once it is moved away, the newest backup that can be read takes its place", async () => {
  await fill({ withBackup: false });
  const newer = await open({ migrations: { ...allMigrations, "9999-note": second } });
  await put(newer, "row 3");
  writeBackup(file, backupPath(dataDir, new Date(NOW.getTime() + 60_000)));
  await newer.close();

  await expect(open()).rejects.toThrow(/newer Holdfast \(step 9999-note\).*before-9999-note/);
  mkdirSync(join(dataDir, "newer"));
  for (const name of readdirSync(dataDir).filter((one) => one.startsWith("holdfast.db")))
    renameSync(join(dataDir, name), join(dataDir, "newer", name));
  const db = await open();

  expect(await names(db)).toEqual(["row 1", "row 2"]);
  expect((await recentRescue(db.read, NOW))?.sentence).toMatch(/^The database was not there\./);
  await db.close();
});

test("after a move to a server no backup of before takes its place, and none is made anew", async () => {
  await fill();
  renameSync(file, movedName(file));

  await expect(open()).rejects.toThrow(/was moved to a PostgreSQL server.*HOLDFAST_DATABASE_URL/);

  expect(existsSync(file)).toBe(false);
});
