import { createHash } from "node:crypto";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import type { DatabaseServer } from "../standby.ts";
import { type Database, openDatabase } from "./database.ts";
import { ask } from "./postgres/cluster-for-tests.ts";
import { openPostgres } from "./postgres/open-postgres.ts";

let server: { urlOf: (name: string) => string; template: string } | undefined;

/** From here on the tests of this file work on a PostgreSQL server instead of files. */
export function putTestsOnServer(chosen: typeof server): void {
  server = chosen;
}

export const isOnServer = () => server !== undefined;

/** The database of a data folder: a file in it, or one of its own on the server. Closed and opened again it is the same. */
export async function openDatabaseForTests(folder: string): Promise<Database> {
  const chosen = await serverDatabaseForTests(folder);
  return await (chosen === undefined ? openDatabase(join(folder, "holdfast.db")) : openPostgres(chosen));
}

export async function serverDatabaseForTests(folder: string): Promise<DatabaseServer | undefined> {
  if (server === undefined) return undefined;
  const name = nameOf(folder);
  await ask(server.urlOf("postgres"), `create database ${name} template ${server.template}`).catch(
    (error: unknown) => {
      if (!isCode(error, "42P04")) throw error;
    },
  );
  return { url: server.urlOf(name), onLost: () => undefined };
}

/** What a process leaves behind that is killed: nothing of its sessions. */
export async function cutOffForTests(folder: string): Promise<void> {
  if (server === undefined) return;
  await ask(
    server.urlOf("postgres"),
    `select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = '${nameOf(folder)}'`,
  );
}

/** Asks for rows or changes them past every line of the orchestrator's own, and past every rule between tables. */
export async function askDatabaseForTests(
  folder: string,
  statement: string,
): Promise<Record<string, unknown>[]> {
  if (server !== undefined)
    return await ask(server.urlOf(nameOf(folder)), statement, "set session_replication_role = replica");
  const file = new Sqlite(join(folder, "holdfast.db"));
  file.pragma("foreign_keys = off");
  const prepared = file.prepare(statement);
  const rows = prepared.reader ? prepared.all() : [];
  if (!prepared.reader) prepared.run();
  file.close();
  return rows as Record<string, unknown>[];
}

export async function dropDatabaseForTests(folder: string): Promise<void> {
  if (server === undefined) return;
  await ask(server.urlOf("postgres"), `drop database if exists ${nameOf(folder)} with (force)`);
}

const nameOf = (folder: string) => `t_${createHash("sha256").update(folder).digest("hex").slice(0, 30)}`;

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
