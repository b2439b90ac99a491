import { setImmediate } from "node:timers/promises";
import { type RawBuilder, sql } from "kysely";
import { atMost } from "../db/at-most.ts";
import type { Db } from "../db/database.ts";
import { holdsText } from "../db/holds-text.ts";

/** The runs that began neither before `from` nor after `to`. */
type Span = { from: string | undefined; to: string };
type Place = { started_at: string; id: string };

/** What more names than this hold is met soon in the runs themselves. */
const MOST_NAMES = 500;
const FAILURES_AT_ONCE = 20_000;

/**
 * When the newest run of a span began, at the latest, that holds a text: in the name of its machine, policy or repository, or in its
 * failure. So nobody has to look at newer ones, or at any where none does.
 */
export async function newestFit(db: Db, text: string, { from, to }: Span): Promise<string | undefined> {
  const machines = sql`select id, ${to} as last_at from agent where ${holdsText("hostname", text)}`;
  const names = (kind: string) => sql`
    select thing_id as id, last_at from run_name
    where kind = ${kind} and first_at <= ${to} and ${holdsText("name", text)}`;
  const ofMachine = await newestOf(db, "agent_id", machines, to);
  const ofPolicy = await newestOf(db, "policy_id", names("policy"), to);
  const ofRepository = await newestOf(db, "repository_id", names("repository"), to);
  const named = [ofMachine, ofPolicy, ofRepository].reduce(later);
  return later(named, await newestFailed(db, text, { from: later(named, from), to }));
}

/** The newest run that begins with one of these, each looked up in the index of the column. */
async function newestOf(
  db: Db,
  column: "agent_id" | "policy_id" | "repository_id",
  things: RawBuilder<unknown>,
  to: string,
): Promise<string | undefined> {
  const { rows } = await sql<{ things: number; at: string | null }>`
    select count(*) as things, max(at) as at from (
      select (
        select max(run.started_at) from run
        where ${sql.ref(`run.${column}`)} = thing.id
          and run.started_at <= case when thing.last_at < ${to} then thing.last_at else ${to} end
      ) as at
      from (${things} limit ${MOST_NAMES}) as thing
    ) as newest`.execute(db);
  return Number(rows[0]?.things) === MOST_NAMES ? to : (rows[0]?.at ?? undefined);
}

/** So many failures at a time, with room for others in between. */
async function newestFailed(db: Db, text: string, span: Span): Promise<string | undefined> {
  for (let after: Place | undefined; ; ) {
    const some = failures(db, span, after);
    const end = await some
      .limit(atMost(1))
      .offset(FAILURES_AT_ONCE - 1)
      .executeTakeFirst();
    const found = await some
      .where(holdsText("failure_json", text))
      .$if(end !== undefined, (q) =>
        q.where(sql<boolean>`(started_at, id) >= (${end?.started_at}, ${end?.id})`),
      )
      .limit(atMost(1))
      .executeTakeFirst();
    if (found !== undefined || end === undefined) return found?.started_at;
    after = end;
    await setImmediate();
  }
}

function failures(db: Db, { from, to }: Span, after: Place | undefined) {
  return db
    .selectFrom("run")
    .select(["started_at", "id"])
    .where("failure_json", "is not", null)
    .where("started_at", "<=", to)
    .$if(from !== undefined, (q) => q.where("started_at", ">=", from ?? ""))
    .$if(after !== undefined, (q) =>
      q.where(sql<boolean>`(started_at, id) < (${after?.started_at}, ${after?.id})`),
    )
    .orderBy("started_at", "desc")
    .orderBy("id", "desc");
}

function later(one: string | undefined, other: string | undefined): string | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return one > other ? one : other;
}
