import { setImmediate } from "node:timers/promises";
import { type RawBuilder, sql } from "kysely";
import type * as z from "zod";
import type { Failure, Progress, RunStatus, RunSummary, UnreadableItem } from "#contract/outcome";
import type { listRuns, Run, RunDetail } from "#contract/runs";
import type { TaskKind, TaskOrigin } from "#contract/task";
import { atMost } from "../db/at-most.ts";
import type { Db } from "../db/database.ts";
import { holdsText } from "../db/holds-text.ts";
import type { Row } from "../db/tables.ts";
import { decodeCursor, encodeCursor } from "../http/cursor.ts";
import { hintFor } from "./hints.ts";
import { newestFit } from "./newest-fit.ts";

export type RunFilter = Omit<z.output<(typeof listRuns)["query"]>, "limit" | "cursor">;
/** Of a row in the list: when it started, and its id. */
type Place = [startedAt: string, id: string];
type ProgressOf = (taskId: string) => Progress | undefined;
/** Rows of a list never carry the unreadable items. */
type NamedRun = Omit<Row<"run">, "items_json" | "report_hash" | "log_head_chunks" | "noticed_at"> & {
  hostname: string;
  retrying: number | null;
};

const columns = [
  "run.id",
  "run.task_id",
  "run.attempt",
  "run.kind",
  "run.origin",
  "run.agent_id",
  "run.policy_id",
  "run.policy_name",
  "run.repository_id",
  "run.repository_name",
  "run.status",
  "run.scheduled_for",
  "run.started_at",
  "run.finished_at",
  "run.exit_code",
  "run.failure_json",
  "run.summary_json",
  "run.snapshot_id",
  "run.item_count",
  "run.log_chunks",
  "run.log_bytes",
  "run.log_cut_bytes",
] as const;

function runs(db: Db) {
  return db
    .selectFrom("run")
    .innerJoin("agent", "agent.id", "run.agent_id")
    .innerJoin("task", "task.id", "run.task_id")
    .select(columns)
    .select(["agent.hostname", sql<number>`task.status = 'queued'`.as("retrying")]);
}

/** Newest first, by keyset: (started_at, id) with an index for each of the filters. */
export async function findRuns(
  db: Db,
  filter: RunFilter,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
  progressOf: ProgressOf,
) {
  let after = cursor === undefined ? undefined : (decodeCursor(cursor, 2) as Place);
  for (;;) {
    const from = filter.q === undefined ? after : await firstThatMayFit(db, filter.q, filter, after);
    if (from === "none") return { items: [], nextCursor: null };
    const end = filter.q === undefined ? undefined : await endOfSearch(db, filter, from);
    const rows = await filtered(db, filter, from)
      .$if(end !== undefined, (q) =>
        q.where(sql<boolean>`(run.started_at, run.id) >= (${end?.started_at}, ${end?.id})`),
      )
      .orderBy("run.started_at", "desc")
      .orderBy("run.id", "desc")
      .limit(limit + 1)
      .execute();
    if (rows.length > 0 || end === undefined) return pageOf(rows, limit, end, progressOf);
    after = [end.started_at, end.id];
    await setImmediate();
  }
}

function pageOf(
  rows: NamedRun[],
  limit: number,
  end: Pick<NamedRun, "started_at" | "id"> | undefined,
  progressOf: ProgressOf,
) {
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : end;
  return {
    items: shown.map((row) => toRun(row, progressOf)),
    nextCursor: last === undefined ? null : encodeCursor([last.started_at, last.id]),
  };
}

/** Where the search for a text goes on: at the newest run that may hold it. */
async function firstThatMayFit(
  db: Db,
  text: string,
  { from, to }: RunFilter,
  after: Place | undefined,
): Promise<Place | "none" | undefined> {
  const newest = [after?.[0], to].filter((at) => at !== undefined).sort()[0] ?? LAST;
  const fit = await newestFit(db, text, { from, to: newest });
  if (fit === undefined) return "none";
  return after !== undefined && fit >= after[0] ? after : [fit, LAST];
}

/** After every instant, and every id of the same instant. */
const LAST = "~";

/**
 * A text is looked for in so many runs at a time, with room for others in between. A page is not empty as long as an older run fits; it
 * may be not full, and the next one goes on from there.
 */
const SEARCHED_AT_ONCE = 20_000;

/** The last run of those that are looked at now; undefined where they reach the oldest. */
function endOfSearch(db: Db, filter: RunFilter, after: Place | undefined) {
  return db
    .selectFrom("run")
    .select(["run.started_at", "run.id"])
    .where((eb) => eb.and(conditionsOf(filter, after)))
    .orderBy("run.started_at", "desc")
    .orderBy("run.id", "desc")
    .limit(atMost(1))
    .offset(SEARCHED_AT_ONCE - 1)
    .executeTakeFirst();
}

function filtered(db: Db, filter: RunFilter, after: Place | undefined) {
  const { q: text } = filter;
  return runs(db)
    .where((eb) => eb.and(conditionsOf(filter, after)))
    .$if(text !== undefined, (q) =>
      q.where((eb) =>
        eb.or([
          holdsText("run.policy_name", text),
          holdsText("agent.hostname", text),
          holdsText("run.repository_name", text),
          holdsText("run.failure_json", text),
        ]),
      ),
    );
}

/** What can be asked of an index: all but the text. */
function conditionsOf(filter: RunFilter, after: Place | undefined): RawBuilder<boolean>[] {
  const { from, to } = filter;
  const conditions = [
    ...equalities(filter),
    from !== undefined && sql<boolean>`run.started_at >= ${from}`,
    to !== undefined && sql<boolean>`run.started_at < ${to}`,
    after !== undefined && sql<boolean>`(run.started_at, run.id) < (${after[0]}, ${after[1]})`,
  ];
  return conditions.filter((condition) => condition !== false);
}

/**
 * The one that leaves the fewest runs is looked up in its index, the others are checked run by run: the plus keeps SQLite from
 * their indexes. On its own it takes any of them, and goes through a million runs for those of one machine.
 */
function equalities({ agent, policy, repository, kind, status }: RunFilter): RawBuilder<boolean>[] {
  const fewestFirst = [
    ["agent_id", agent],
    ["status", status === "success" ? undefined : status],
    ["policy_id", policy],
    ["repository_id", repository],
    ["kind", kind],
    ["status", status === "success" ? status : undefined],
  ] as const;
  return fewestFirst
    .filter(([, value]) => value !== undefined)
    .map(
      ([column, value], at) =>
        sql<boolean>`${sql.raw(at === 0 ? "" : "+")}${sql.ref(`run.${column}`)} = ${value}`,
    );
}

export async function readRun(db: Db, id: string, progressOf: ProgressOf): Promise<RunDetail | undefined> {
  const row = await runs(db).select("run.items_json").where("run.id", "=", id).executeTakeFirst();
  if (row === undefined) return undefined;
  return { ...toRun(row, progressOf), items: JSON.parse(row.items_json ?? "[]") as UnreadableItem[] };
}

export async function openRuns(db: Db, progressOf: ProgressOf, agentId?: string): Promise<Run[]> {
  const rows = await runs(db)
    .where("run.finished_at", "is", null)
    .$if(agentId !== undefined, (q) => q.where("run.agent_id", "=", agentId ?? ""))
    // The plus keeps SQLite from going through every run there ever was in the order of this column.
    .orderBy(sql`+run.started_at`, "desc")
    .limit(atMost(200))
    .execute();
  return rows.map((row) => toRun(row, progressOf));
}

function toRun(row: NamedRun, progressOf: ProgressOf): Run {
  const failure = JSON.parse(row.failure_json ?? "null") as Failure | null;
  return {
    id: row.id,
    taskId: row.task_id,
    attempt: row.attempt,
    kind: row.kind as TaskKind,
    origin: row.origin as TaskOrigin,
    agentId: row.agent_id,
    hostname: row.hostname,
    policyId: row.policy_id,
    policyName: row.policy_name,
    repositoryId: row.repository_id,
    repositoryName: row.repository_name,
    status: row.status as RunStatus,
    scheduledFor: row.scheduled_for,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
    exitCode: row.exit_code,
    failure,
    hint: hintFor(row, failure),
    summary: JSON.parse(row.summary_json ?? "null") as RunSummary | null,
    snapshotId: row.snapshot_id,
    itemCount: row.item_count,
    progress: row.finished_at === null ? (progressOf(row.task_id) ?? null) : null,
    logChunks: row.log_chunks,
    logBytes: row.log_bytes,
    logCutBytes: row.log_cut_bytes,
  };
}
