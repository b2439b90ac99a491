import type { Status } from "#contract/status";
import { type ProtectedPair, protections, worstOf } from "../agents/protections.ts";
import { earliest, oldestGood } from "../agents/view-agents.ts";
import type { Database, Db } from "../db/database.ts";
import { toInstant } from "../ids.ts";
import { severityOf } from "./problems.ts";

export type MachinesNow = Pick<Status, "counts" | "offline" | "oldestGoodAt" | "nextRunAt"> & {
  machines: number;
  first: { id: string; hostname: string } | undefined;
  isSetUp: boolean;
  /** All where there is one machine; else those that need a person. */
  pairs: ProtectedPair[];
};

/** All machines, or one of them. */
export async function howMachinesAre(db: Db, now: Date, agentId?: string): Promise<MachinesNow> {
  return summary(await machinesAndPairs(db, now, agentId));
}

/**
 * The same for all machines, kept until the database is changed or time alone changes something: every page, tray and
 * prompt asks for it, and it reads a row for each policy of each machine.
 */
export function createMachinesNow(
  db: Pick<Database, "read" | "version">,
): (now: Date) => Promise<MachinesNow> {
  let kept: { version: number; from: string; until: string; answer: MachinesNow } | undefined;

  return async (now) => {
    // First: what is committed from here on makes the answer one that is not used again.
    const version = await db.version();
    const at = toInstant(now);
    if (kept?.version === version && kept.from <= at && at < kept.until) return kept.answer;
    const found = await machinesAndPairs(db.read, now);
    const answer = summary(found);
    kept = { version, from: at, until: nextChange(found.pairs, at), answer };
    return answer;
  };
}

type Machine = { id: string; hostname: string; reachability: string };

async function machinesAndPairs(db: Db, now: Date, agentId?: string) {
  const machines: Machine[] = await db
    .selectFrom("agent")
    .select(["id", "hostname", "reachability"])
    .where("status", "=", "active")
    .$if(agentId !== undefined, (q) => q.where("id", "=", agentId ?? ""))
    .execute();
  const pairs = await protections(db, now, agentId === undefined ? undefined : [agentId]);
  return { machines, pairs };
}

function summary({ machines, pairs }: { machines: Machine[]; pairs: ProtectedPair[] }): MachinesNow {
  const [first] = machines;
  const byAgent = Map.groupBy(pairs, (pair) => pair.agent_id);
  const states = machines.map(({ id }) => worstOf((byAgent.get(id) ?? []).map((pair) => pair.verdict.state)));
  const counts = { protected: 0, late: 0, "at-risk": 0, never: 0, paused: 0 };
  for (const state of states) counts[state] += 1;
  return {
    counts,
    machines: machines.length,
    first: first && { id: first.id, hostname: first.hostname },
    isSetUp: pairs.length > 0,
    offline: machines.filter((machine) => machine.reachability === "offline").length,
    oldestGoodAt: pairs.length === 0 ? null : oldestGood(pairs),
    nextRunAt: earliest(pairs.map((pair) => pair.nextRunAt)),
    pairs: machines.length === 1 ? pairs : pairs.filter((pair) => severityOf(pair) !== undefined),
  };
}

/** When the first of them becomes late or at risk, or its pause ends; at the latest with the day, which its rhythm is measured from. */
function nextChange(pairs: ProtectedPair[], at: string): string {
  let next = `${at.slice(0, 10)}T24`;
  for (const { verdict, paused_until } of pairs) {
    for (const change of [verdict.lateAt, verdict.redAt, paused_until])
      if (change !== null && change > at && change < next) next = change;
  }
  return next;
}
