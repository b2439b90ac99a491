import { existsSync, renameSync } from "node:fs";
import { join } from "node:path";
import type { FastifyBaseLogger } from "fastify";
import { writeAudit } from "../audit/audit.ts";
import { DomainError } from "../http/errors.ts";
import { toInstant } from "../ids.ts";
import { backupPath } from "./backup-files.ts";
import { damageOf } from "./check-database.ts";
import { littleSpaceLeft, refuseNetworkPlace } from "./check-place.ts";
import { type Database, openDatabase } from "./database.ts";
import { allMigrations, type Migrations } from "./migrate.ts";
import { type Rescue, rescueDatabase } from "./rescue-database.ts";
import { noteRescue } from "./rescue-notice.ts";
import { writeBackup } from "./write-backup.ts";

type Deps = { dataDir: string; now: () => Date; log: FastifyBaseLogger; migrations?: Migrations };

/** The database file of this install: checked, brought back from an internal backup where it is damaged, never silently made anew. */
export async function openOwnDatabase({ dataDir, now, log, migrations }: Deps): Promise<Database> {
  const file = join(dataDir, "holdfast.db");
  refuseNetworkPlace(dataDir);
  const freeBytes = littleSpaceLeft(dataDir);
  if (freeBytes !== undefined)
    log.warn(
      { dataDir, freeBytes },
      "Little space is left where the database is. Make room, or backups will fail",
    );
  // Before it is looked for among the internal backups.
  if (!existsSync(file)) refuseMoved(file);
  const known = Object.keys(migrations ?? allMigrations);
  const rescue = rescueIfNeeded({ dataDir, file, now: now(), known });
  if (!existsSync(file)) await createDatabase(file, migrations);
  const db = await openDatabase(file, {
    ...(migrations !== undefined && { migrations }),
    beforeChange: (step) => writeBackup(file, backupPath(dataDir, now(), step)),
  });
  if (rescue !== undefined) await tellLoudly(db, rescue, now(), log);
  return db;
}

function rescueIfNeeded(place: Parameters<typeof rescueDatabase>[0]): Rescue | undefined {
  const { file } = place;
  if (!existsSync(file)) return rescueDatabase(place, undefined);
  // A process that was killed leaves both files; the log alone goes only if somebody takes it away.
  const lostWal = existsSync(`${file}-shm`) && !existsSync(`${file}-wal`);
  const damage = damageOf(file);
  if (damage !== undefined) return rescueDatabase(place, damage);
  return lostWal ? { kind: "lost-wal" } : undefined;
}

/** Under another name until its tables are there: an empty file of the right name is then always a damaged one. */
async function createDatabase(file: string, migrations: Migrations | undefined): Promise<void> {
  const made = `${file}.new`;
  const db = await openDatabase(made, { ...(migrations !== undefined && { migrations }) });
  await db.close();
  renameSync(made, file);
}

async function tellLoudly(db: Database, rescue: Rescue, now: Date, log: FastifyBaseLogger): Promise<void> {
  const detail = sentenceOf(rescue, now);
  log.error({ rescue }, detail);
  await db.write(async (tx) => {
    await writeAudit(tx, {
      at: now,
      actor: "Holdfast",
      action: "database.rescue",
      object: "database",
      detail,
    });
    await noteRescue(tx, { at: toInstant(now), sentence: detail });
    // A newer rule that kept more may be among what is missing: the deletion guard treats all as just changed.
    await tx
      .updateTable("policy")
      .set({ retention_changed_at: toInstant(now) })
      .execute();
  });
}

function sentenceOf(rescue: Rescue, now: Date): string {
  if (rescue.kind === "lost-wal") {
    return "The write-ahead log of the database was taken away while Holdfast was not running. The latest changes before that are missing; everything else is there.";
  }
  const why =
    rescue.damage === undefined
      ? "The database was not there."
      : `The database was damaged (${rescue.damage}).`;
  return [
    why,
    `The internal backup of ${toInstant(rescue.backupAt)} was put in its place: what was recorded between then and ${toInstant(now)} is missing.`,
    ...(rescue.keptAs === undefined ? [] : [`The damaged files were kept (${rescue.keptAs}).`]),
    "Snapshots in the repositories are not touched.",
  ].join(" ");
}

export const movedName = (file: string) => `${file}.moved-to-server`;

/** Two that go on under one identity would part. */
function refuseMoved(file: string): void {
  if (!existsSync(movedName(file))) return;
  throw new DomainError(
    "wrong-state",
    "The database of this data folder was moved to a PostgreSQL server, so none is made here. Start with HOLDFAST_DATABASE_URL; " +
      `or, to go back to the state before the move, rename ${movedName(file)} to ${file} and start no Holdfast on that server any more.`,
  );
}
