import { setImmediate } from "node:timers/promises";
import { sql } from "kysely";
import type { HistoryDay } from "#contract/history";
import type { Db } from "../db/database.ts";
import type { DayEdges } from "./day-edges.ts";

type Counted = Record<string, number>;

/** Of one machine: its runs are few enough to be read at once and counted here. */
export async function daysOfMachine(db: Db, edges: DayEdges[], agentId: string): Promise<HistoryDay[]> {
  const [from = "", to = ""] = [edges[0]?.from, edges.at(-1)?.to];
  const runs = await db
    .selectFrom("run")
    .select(["started_at as at", "status as word"])
    .where("agent_id", "=", agentId)
    .where("started_at", ">=", from)
    .where("started_at", "<", to)
    // The plus keeps SQLite from the index by kind, which would lead through the runs of all machines.
    .where(sql<boolean>`+kind = 'backup'`)
    .execute();
  const slots = await db
    .selectFrom("slot")
    .select(["scheduled_for as at", "outcome as word"])
    .where("agent_id", "=", agentId)
    .where("scheduled_for", ">=", from)
    .where("scheduled_for", "<", to)
    .where("kind", "=", "backup")
    .where("outcome", "in", ["missed", "skipped"])
    .execute();
  return edges.map((edge) => toDay(edge.date, tally(runs, edge), tally(slots, edge)));
}

function tally(rows: { at: string; word: string }[], { from, to }: DayEdges): Counted {
  const counts: Counted = {};
  for (const { at, word } of rows) if (at >= from && at < to) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
}

/** Of all machines together: day by day, and one query after the other, so that a long history never holds up who else asks. */
export async function daysOfFleet(db: Db, edges: DayEdges[]): Promise<HistoryDay[]> {
  const days: HistoryDay[] = [];
  for (const edge of edges) {
    days.push(toDay(edge.date, await countRuns(db, edge), await countSlots(db, edge)));
    await setImmediate();
  }
  return days;
}

async function countRuns(db: Db, { from, to }: DayEdges): Promise<Counted> {
  const rows = await db
    .selectFrom("run")
    .select((eb) => ["status as word", eb.fn.countAll<number>().as("count")])
    .where("started_at", ">=", from)
    .where("started_at", "<", to)
    .where("kind", "=", "backup")
    .groupBy("status")
    .execute();
  return counted(rows);
}

async function countSlots(db: Db, { from, to }: DayEdges): Promise<Counted> {
  const rows = await db
    .selectFrom("slot")
    .select((eb) => ["outcome as word", eb.fn.countAll<number>().as("count")])
    .where("scheduled_for", ">=", from)
    .where("scheduled_for", "<", to)
    .where("kind", "=", "backup")
    .where("outcome", "in", ["missed", "skipped"])
    .groupBy("outcome")
    .execute();
  return counted(rows);
}

const counted = (rows: { word: string; count: number }[]): Counted =>
  Object.fromEntries(rows.map(({ word, count }) => [word, count]));

function toDay(date: string, runs: Counted, slots: Counted): HistoryDay {
  const good = runs["success"] ?? 0;
  const warnings = runs["warning"] ?? 0;
  const failures = (runs["failure"] ?? 0) + (runs["lost"] ?? 0);
  const stopped = (runs["cancelled"] ?? 0) + (runs["interrupted"] ?? 0);
  const day = {
    date,
    runs: good + warnings + failures + stopped,
    warnings,
    failures,
    missed: slots["missed"] ?? 0,
    skipped: slots["skipped"] ?? 0,
  };
  return { ...day, outcome: worstOf({ ...day, good, stopped }) };
}

type Counts = Omit<HistoryDay, "date" | "outcome"> & { good: number; stopped: number };

function worstOf({ failures, missed, warnings, good, skipped, stopped }: Counts): HistoryDay["outcome"] {
  if (failures > 0) return "failure";
  if (missed > 0) return "missed";
  if (warnings > 0) return "warning";
  if (good > 0) return "success";
  return skipped + stopped > 0 ? "skipped" : "none";
}
