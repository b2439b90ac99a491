import type { Agent, AgentStatus, AgentWarning, Reachability } from "#contract/agents";
import type { Failure, RunStatus } from "#contract/outcome";
import type { OperatingSystem } from "#contract/values";
import { atMost } from "../db/at-most.ts";
import type { Db } from "../db/database.ts";
import { namesakesOf, warningsOf } from "./agent-warnings.ts";
import type { AgentRow } from "./agents.store.ts";
import type { CurrentAgent } from "./newest-facts.ts";
import { isPaused } from "./pause-agent.ts";
import { type ProtectedPair, protections, worstOf } from "./protections.ts";

/** Agents as people see them, with what their policies and last runs say of them. */
export async function viewAgents(db: Db, rows: CurrentAgent[], now: Date): Promise<Agent[]> {
  const all = await protections(
    db,
    now,
    rows.map(({ id }) => id),
  );
  const pairs = Map.groupBy(all, (pair) => pair.agent_id);
  const namesakes = await namesakesOf(db, rows);
  return Promise.all(
    rows.map(async (row) => {
      const own = pairs.get(row.id) ?? [];
      return viewAgent(db, row, own, await warningsOf(db, row, own, namesakes, now), now);
    }),
  );
}

async function viewAgent(
  db: Db,
  row: CurrentAgent,
  pairs: ProtectedPair[],
  warnings: AgentWarning[],
  now: Date,
): Promise<Agent> {
  const { facts } = row;
  return {
    id: row.id,
    machineId: row.machine_id,
    status: row.status as AgentStatus,
    isLocal: row.is_local === 1,
    hostname: row.hostname,
    resticHost: row.restic_host,
    os: row.os as OperatingSystem,
    osVersion: row.os_version,
    arch: row.arch,
    appVersion: row.app_version,
    resticVersion: row.restic_version,
    timeZone: row.time_zone,
    labels: JSON.parse(row.labels_json) as string[],
    reachability: row.reachability as Reachability,
    protection: worstOf(pairs.map((pair) => pair.verdict.state)),
    warnings: [...(facts?.warnings ?? []), ...warnings],
    disks: facts?.disks ?? [],
    clockOffsetMs: row.clock_offset_ms,
    uptimeSeconds: facts?.uptimeSeconds ?? null,
    pausedSince: isPaused(row, now) ? row.paused_at : null,
    pausedUntil: isPaused(row, now) ? row.paused_until : null,
    lastSeenAt: row.last_seen_at,
    lastRun: await lastRunOf(db, row.id),
    lastGoodAt: oldestGood(pairs),
    nextRunAt: earliest(pairs.map((pair) => pair.nextRunAt)),
    policies: pairs.map((pair) => ({ id: pair.policy_id, name: pair.policy_name })),
    fleet: facts?.fleet ?? null,
    resembles: await resembled(db, row),
    createdAt: row.created_at,
  };
}

/** The age that counts is that of the policy that waits longest; one that never succeeded has none. */
export function oldestGood(pairs: Pick<ProtectedPair, "last_good_at">[]): string | null {
  const times = pairs.map((pair) => pair.last_good_at);
  return times.includes(null) ? null : earliest(times);
}

export function earliest(times: (string | null)[]): string | null {
  return times.filter((time) => time !== null).sort()[0] ?? null;
}

async function lastRunOf(db: Db, agentId: string): Promise<Agent["lastRun"]> {
  const run = await db
    .selectFrom("run")
    .select(["id", "status", "started_at", "failure_json"])
    .where("agent_id", "=", agentId)
    .orderBy("started_at", "desc")
    .orderBy("id", "desc")
    .limit(atMost(1))
    .executeTakeFirst();
  if (run === undefined) return null;
  const failure = JSON.parse(run.failure_json ?? "null") as Failure | null;
  return {
    id: run.id,
    status: run.status as RunStatus,
    startedAt: run.started_at,
    failureCode: failure?.code ?? null,
  };
}

async function resembled(db: Db, row: AgentRow): Promise<Agent["resembles"]> {
  if (row.resembles_agent_id === null) return null;
  const known = await db
    .selectFrom("agent")
    .select(["id", "hostname"])
    .where("id", "=", row.resembles_agent_id)
    .executeTakeFirst();
  return known ?? null;
}
