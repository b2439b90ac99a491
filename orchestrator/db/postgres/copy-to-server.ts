import { type Kysely, sql } from "kysely";
import { writeAudit } from "../../audit/audit.ts";
import { DomainError } from "../../http/errors.ts";
import { atMost } from "../at-most.ts";
import { type Database, openDatabase, type Tx } from "../database.ts";
import type { Schema } from "../tables.ts";
import { asSentence } from "./check-server.ts";
import { copyTable } from "./copy-table.ts";
import { openPostgres } from "./open-postgres.ts";
import { tablesInOrder } from "./tables-in-order.ts";

type Order = { file: string; url: string; now: Date };

/** Copies all that is in the file into an empty database on a server, or nothing. The file stays as it is. */
export async function copyToServer({ file, url, now }: Order): Promise<{ rows: number }> {
  const from = await openDatabase(file);
  try {
    const to = await openEmpty(url);
    try {
      return { rows: await to.write((tx) => copyAll(from, tx, now)) };
    } finally {
      await to.close();
    }
  } catch (error) {
    throw asCopyProblem(error);
  } finally {
    await from.close();
  }
}

async function openEmpty(url: string): Promise<Database> {
  const db = await openPostgres({
    url,
    // Whatever is being written then fails by itself.
    onLost: () => undefined,
    onWaiting: async () => {
      throw new DomainError(
        "wrong-state",
        "A Holdfast looks after that database already. Name an empty one. Nothing was changed.",
      );
    },
  });
  const known = await db.read.selectFrom("setting").select("name").limit(atMost(1)).executeTakeFirst();
  if (known === undefined) return db;
  await db.close();
  throw new DomainError(
    "wrong-state",
    "That database holds a Holdfast already, and nothing is mixed or replaced. Name an empty one. Nothing was changed.",
  );
}

async function copyAll({ read }: Database, tx: Tx, now: Date): Promise<number> {
  const names = await tablesInOrder(read);
  let rows = 0;
  // What they count comes along with the other tables.
  for (const name of names) await sql`alter table ${sql.table(name)} disable trigger user`.execute(tx);
  for (const name of names) rows += await copyTable(read, tx, name);
  for (const name of names) await sql`alter table ${sql.table(name)} enable trigger user`.execute(tx);
  await countOn(tx, "agent_event", "id");
  await assertSameCounts(read, tx, names);
  await settleOnServer(tx, now);
  return rows;
}

/** Where the server gives numbers it goes on after the highest. */
async function countOn(tx: Tx, table: string, column: string): Promise<void> {
  await sql`select setval(pg_get_serial_sequence(${table}, ${column}), coalesce(max(${sql.ref(column)}), 0) + 1, false)
    from ${sql.table(table)}`.execute(tx);
}

async function assertSameCounts(read: Kysely<Schema>, tx: Tx, names: (keyof Schema)[]): Promise<void> {
  for (const name of names) {
    const [before, after] = await Promise.all(
      [read, tx].map((db) =>
        db
          .selectFrom(name)
          .select((eb) => eb.fn.countAll<number>().as("count"))
          .executeTakeFirstOrThrow(),
      ),
    );
    if (before?.count !== after?.count)
      throw new Error(`Of ${before?.count} rows of ${name}, ${after?.count} were copied.`);
  }
}

/** A core on a server knows no machine of its own: that of this computer is one like others now, and joins with a code. */
async function settleOnServer(tx: Tx, now: Date): Promise<void> {
  await tx.updateTable("agent").set({ is_local: 0, key_hash: null }).where("is_local", "=", 1).execute();
  await writeAudit(tx, {
    ...{ at: now, actor: "Holdfast", action: "database.move", object: "database" },
    detail: "The database was moved from a file to a PostgreSQL server.",
  });
}

function asCopyProblem(error: unknown): unknown {
  const { code, detail } = error as { code?: string; detail?: string };
  if (code !== "23505") return asSentence(error);
  return new DomainError(
    "wrong-state",
    `Two names differ only in capitals, which the server takes for the same (${detail}). Rename one of them, then move again. Nothing was changed.`,
    { cause: error },
  );
}
