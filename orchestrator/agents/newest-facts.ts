import { sql } from "kysely";
import type { Database, Tx } from "../db/database.ts";
import type { AgentRow } from "./agents.store.ts";
import { type Facts, factsOf } from "./facts.ts";

export type Newest = {
  facts: Facts;
  clockOffsetMs: number;
  seenAt: string;
  /** When the last sample of it was written down. */
  sampledMs: number;
  /** Until when it has told of what it did by itself, as far as that was taken in. */
  reportedThrough: string | undefined;
};
/** A row with what the newest heartbeat said. */
export type CurrentAgent = AgentRow & { facts: Facts | undefined };

const WRITTEN_AFTER_MS = 30_000;
const ROWS_AT_ONCE = 200;

/**
 * What the last heartbeat of each machine said. In memory, and from there in batches to its row, where it is at most a minute old; what
 * a promise rests on is written at once, by whoever promises.
 */
export function createNewestFacts({ db, monotonicMs }: { db: Database; monotonicMs: () => number }) {
  const newest = new Map<string, Newest>();
  const unwrittenSince = new Map<string, number>();

  async function write(tx: Tx, ids: string[]): Promise<void> {
    const rows = ids.flatMap((id) => {
      const { facts, clockOffsetMs, seenAt } = newest.get(id) ?? {};
      return facts === undefined ? [] : [sql`(${id}, ${JSON.stringify(facts)}, ${clockOffsetMs}, ${seenAt})`];
    });
    if (rows.length === 0) return;
    await sql`
      update agent set facts_json = beat.column2, clock_offset_ms = cast(beat.column3 as double precision), last_seen_at = beat.column4
      from (values ${sql.join(rows)}) as beat where agent.id = beat.column1
    `.execute(tx);
  }

  async function writeNow(ids: string[]): Promise<void> {
    for (let from = 0; from < ids.length; from += ROWS_AT_ONCE) {
      const some = ids.slice(from, from + ROWS_AT_ONCE);
      const before = some.map((id) => newest.get(id));
      await db.write((tx) => write(tx, some));
      for (const [at, id] of some.entries()) if (newest.get(id) === before[at]) unwrittenSince.delete(id);
    }
  }

  return {
    get: (agentId: string) => newest.get(agentId),
    /** For now in memory only. */
    keep(agentId: string, beat: Newest): void {
      newest.set(agentId, beat);
      if (!unwrittenSince.has(agentId)) unwrittenSince.set(agentId, monotonicMs());
    },
    /** The caller writes it himself, in a transaction that he is in. */
    keepWritten(agentId: string, beat: Newest): void {
      newest.set(agentId, beat);
      unwrittenSince.delete(agentId);
    },
    /** Writes what there is of one machine together with what rests on it. */
    async writeOf(tx: Tx, agentId: string): Promise<void> {
      if (unwrittenSince.has(agentId)) await write(tx, [agentId]);
    },
    async writeOld(): Promise<void> {
      const since = monotonicMs() - WRITTEN_AFTER_MS;
      await writeNow([...unwrittenSince].filter(([, at]) => at <= since).map(([id]) => id));
    },
    writeAll: () => writeNow([...unwrittenSince.keys()]),
    /** A row as it would be if everything were written. */
    over(row: AgentRow): CurrentAgent {
      const known = newest.get(row.id);
      if (known === undefined) return { ...row, facts: factsOf(row) };
      const { facts, clockOffsetMs, seenAt } = known;
      return { ...row, facts, clock_offset_ms: clockOffsetMs, last_seen_at: seenAt };
    },
  };
}

export type NewestFacts = ReturnType<typeof createNewestFacts>;
