import { type Kysely, sql } from "kysely";
import { type Migration, Migrator } from "kysely/migration";
import { DomainError } from "../http/errors.ts";
import * as foundation from "./migrations/0001-foundation.ts";
import * as speed from "./migrations/0002-speed.ts";
import * as following from "./migrations/0003-following.ts";
import * as backends from "./migrations/0004-backends.ts";
import * as drills from "./migrations/0006-drills.ts";
import * as upkeep from "./migrations/0007-upkeep.ts";
import * as knownCredentials from "./migrations/0009-known-credentials.ts";
import * as doubts from "./migrations/0010-doubts.ts";
import * as consents from "./migrations/0011-consents.ts";
import * as doubtsSeen from "./migrations/0012-doubts-seen.ts";
import * as namesOfRuns from "./migrations/0040-names-of-runs.ts";
import * as countedUpkeep from "./migrations/0041-counted-upkeep.ts";
import type { Schema } from "./tables.ts";

export type Migrations = Record<string, Migration>;
export const allMigrations: Migrations = {
  "0001-foundation": foundation,
  "0002-speed": speed,
  "0003-following": following,
  "0004-backends": backends,
  "0006-drills": drills,
  "0007-upkeep": upkeep,
  "0009-known-credentials": knownCredentials,
  "0011-consents": consents,
  "0012-doubts-seen": doubtsSeen,
  "0010-doubts": doubts,
  "0040-names-of-runs": namesOfRuns,
  "0041-counted-upkeep": countedUpkeep,
};

type Options = {
  migrations?: Migrations;
  /** Called with the name of the first step before a database that holds something is changed. */
  beforeChange?: (step: string) => void;
};

/** Brings the schema up to date, in order: all that is missing, or nothing. */
export async function migrate(
  db: Kysely<Schema>,
  { migrations = allMigrations, beforeChange }: Options = {},
): Promise<void> {
  const done = await stepsDone(db);
  refuseNewer(done, migrations, beforeChange !== undefined);
  const next = Object.keys(migrations)
    .sort()
    .find((name) => !done.includes(name));
  if (next === undefined) return;
  if (done.length > 0) beforeChange?.(next);
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
  const { error, results } = await migrator.migrateToLatest();
  if (error === undefined) return;
  const failed = results?.find((result) => result.status === "Error")?.migrationName ?? "unknown";
  throw new Error(`The database could not be brought up to date (step ${failed}). It was left as it was.`, {
    cause: error,
  });
}

/** The names of the steps that this database has been through. */
export async function stepsDone(db: Kysely<Schema>): Promise<string[]> {
  const { rows: tables } =
    await sql`select 1 from sqlite_master where type = 'table' and name = 'kysely_migration'`.execute(db);
  if (tables.length === 0) return [];
  const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db);
  return rows.map((row) => row.name);
}

function refuseNewer(done: string[], migrations: Migrations, hasCopies: boolean): void {
  const unknown = done.find((name) => migrations[name] === undefined);
  if (unknown === undefined) return;
  const wayBack = hasCopies
    ? "move holdfast.db, holdfast.db-wal and holdfast.db-shm of the data folder into another folder and start again: the newest internal backup " +
      `that this version understands takes their place, usually the one with “before-${unknown}” in its name`
    : "put a copy of the database back that was made before the newer version came";
  throw new DomainError(
    "wrong-state",
    `This database was changed by a newer Holdfast (step ${unknown}), which this one does not understand, so it does not start. ` +
      `Nothing was changed. Install the newer version again. Or, to stay with this one, ${wayBack}. ` +
      "What was recorded after it is then missing; snapshots stay where they are.",
  );
}
