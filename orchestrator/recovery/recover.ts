import { existsSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { KitContent, KitFile } from "#contract/recovery";
import { type Database, openDatabase } from "../db/database.ts";
import { allMigrations } from "../db/migrate.ts";
import { DomainError } from "../http/errors.ts";
import { toInstant } from "../ids.ts";
import { adoptState } from "../move/adopt-state.ts";
import { createSeal } from "../secrets/seal.ts";
import { IDENTITY_TABLES } from "./kit-content.ts";
import { isUnusedDatabase, setAside } from "./set-aside.ts";

export type KitRecovery = {
  dataDir: string;
  file: KitFile;
  code: string;
  /** Keys of the database that is replaced: kept beside, under another name. */
  keysOfBefore: readonly string[];
  /** Called with the key of the kit before there is a database that needs it. */
  keepKey: (key: Buffer) => void;
  /** What the old computer knew, where it was moved and not lost. */
  stateFile?: string | undefined;
};
type Recovering = { stateFile?: string | undefined; beforeReady: () => void; now?: Date };
type Inserting = { insertInto(table: string): { values(rows: object[]): { execute(): Promise<unknown> } } };

const ROWS_AT_ONCE = 100;

/**
 * Makes the database of an orchestrator that is the one of the kit, in a data folder that has none, or one that nobody has used. Its
 * history starts anew, unless the old computer handed its state over.
 */
export async function recoverDatabase(
  dataDir: string,
  content: KitContent,
  { stateFile, beforeReady, now = new Date() }: Recovering,
): Promise<void> {
  const file = join(dataDir, "holdfast.db");
  if (existsSync(file) && !isUnusedDatabase(dataDir))
    throw new DomainError(
      "wrong-state",
      `There is a database already (${file}), and it is not replaced. Choose an empty data folder, or move the old one away.`,
    );
  const made = `${file}.recovering`;
  for (const left of [made, `${made}-wal`, `${made}-shm`]) rmSync(left, { force: true });
  if (stateFile === undefined) await fillAnew(made, content, now);
  else await adoptState(made, stateFile, createSeal(Buffer.from(content.masterKey, "base64")));
  beforeReady();
  setAside([file, `${file}-wal`, `${file}-shm`], now);
  renameSync(made, file);
}

async function fillAnew(made: string, content: KitContent, now: Date): Promise<void> {
  const db = await openDatabase(made, { migrations: stepsOf(content) });
  try {
    await fill(db, content, now);
  } finally {
    await db.close();
  }
}

/** The tables as they were when the kit was made; the next start brings them up to date. */
function stepsOf({ schema }: KitContent) {
  const unknown = schema.find((step) => allMigrations[step] === undefined);
  if (unknown !== undefined)
    throw new DomainError(
      "wrong-state",
      `This kit was made by a newer Holdfast (step ${unknown}). Install that version or a newer one, then recover again.`,
    );
  return Object.fromEntries(Object.entries(allMigrations).filter(([step]) => schema.includes(step)));
}

async function fill(db: Database, { rows }: KitContent, now: Date): Promise<void> {
  await db.write(async (tx) => {
    for (const table of IDENTITY_TABLES) {
      const all = (rows[table] ?? []).map((row) => asOfToday(table, row, now));
      for (let at = 0; at < all.length; at += ROWS_AT_ONCE)
        await (tx as unknown as Inserting)
          .insertInto(table)
          .values(all.slice(at, at + ROWS_AT_ONCE))
          .execute();
    }
  });
}

/**
 * Nobody has been heard of yet. The kit may be older than the newest rules of what is kept: the deletion guard treats all as just
 * changed.
 */
function asOfToday(table: string, row: Record<string, unknown>, now: Date): Record<string, unknown> {
  if (table === "agent") return { ...row, reachability: "offline" };
  return table === "policy" ? { ...row, retention_changed_at: toInstant(now) } : row;
}
