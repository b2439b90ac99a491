import type { Kysely } from "kysely";
import { Migrator } from "kysely/migration";
import * as foundation from "./migrations/0001-foundation.ts";
import type { Schema } from "./tables.ts";

const migrations = { "0001-foundation": foundation };

/** Brings the schema up to date, in order, each migration in a transaction. */
export async function migrate(db: Kysely<Schema>): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
  const { error, results } = await migrator.migrateToLatest();
  if (error === undefined) return;
  const failed = results?.find((result) => result.status === "Error")?.migrationName ?? "unknown";
  throw new Error(`The database could not be brought up to date (step ${failed}). It was left as it was.`, {
    cause: error,
  });
}
