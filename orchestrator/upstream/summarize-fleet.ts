import type { FleetSummary } from "#contract/fleet";
import { type ProtectedPair, protections, worstOf } from "../agents/protections.ts";
import type { Db } from "../db/database.ts";

/** From bad to less bad. */
const BAD = ["at-risk", "never", "late"] as const;

/** How the machines are that this orchestrator looks after beside its own; undefined where there are none. */
export async function summarizeFleet(db: Db, now: Date): Promise<FleetSummary | undefined> {
  const machines = await db
    .selectFrom("agent")
    .select(["id", "hostname", "reachability"])
    .where("status", "=", "active")
    .where("is_local", "=", 0)
    .orderBy("hostname")
    .execute();
  if (machines.length === 0) return undefined;
  const pairs = Map.groupBy(await protections(db, now), (pair: ProtectedPair) => pair.agent_id);
  const states = machines.map(({ id, hostname }) => ({
    hostname,
    protection: worstOf((pairs.get(id) ?? []).map((pair) => pair.verdict.state)),
  }));
  const countOf = (state: string) => states.filter(({ protection }) => protection === state).length;
  const worst = BAD.map((state) => states.find(({ protection }) => protection === state)).find(
    (machine) => machine !== undefined,
  );
  return {
    machines: machines.length,
    offline: machines.filter(({ reachability }) => reachability === "offline").length,
    ...{ protected: countOf("protected"), late: countOf("late"), atRisk: countOf("at-risk") },
    ...{ never: countOf("never"), paused: countOf("paused") },
    ...(worst && {
      worst: { hostname: worst.hostname, protection: worst.protection as (typeof BAD)[number] },
    }),
  };
}
