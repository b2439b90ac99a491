import type { HeartbeatBody } from "#contract/agent-protocol";
import type { FleetSummary } from "#contract/fleet";
import type { AgentRow } from "../agents/agents.store.ts";
import { factsOf } from "../agents/facts.ts";
import { isPaused } from "../agents/pause-agent.ts";
import type { Db } from "../db/database.ts";
import { toInstant } from "../ids.ts";
import { openAttempts } from "./upstream-tasks.store.ts";

const MOST_RUNNING = 100;

/** How this machine is, in the words of its own agent, and what of the orchestrator's work it holds. */
export async function composeHeartbeat(
  db: Db,
  machine: AgentRow,
  fleet: FleetSummary | undefined,
  now: Date,
): Promise<HeartbeatBody> {
  const facts = factsOf(machine);
  const through = await reportedThrough(db, machine.id, now);
  const held = await openAttempts(db);
  return {
    appVersion: machine.app_version,
    resticVersion: machine.restic_version,
    uptimeSeconds: facts?.uptimeSeconds ?? 0,
    ...(facts?.startId !== undefined && { startId: facts.startId }),
    sentAt: toInstant(now),
    timeZone: machine.time_zone,
    disks: facts?.disks ?? [],
    running: held.slice(0, MOST_RUNNING).map(({ id, attempt }) => ({ taskId: id, attempt })),
    paused: isPaused(machine, now),
    slotsReportedThrough: through,
    ...(facts?.memory && { memory: facts.memory }),
    ...(facts?.load !== undefined && { load: facts.load }),
    ...(facts?.power && { power: facts.power }),
    ...(facts?.network && { network: facts.network }),
    ...(facts?.folders && { folders: facts.folders }),
    ...(fleet && { fleet }),
  };
}

/**
 * Every slot until then has been decided here, and each run that came of one has been told. What is still open here, or untold,
 * holds it back.
 */
export async function reportedThrough(db: Db, agentId: string, now: Date): Promise<string> {
  const plans = await db
    .selectFrom("assignment")
    .select("next_slot_at")
    .where("agent_id", "=", agentId)
    .where("slot_agent_id", "is not", null)
    .where("next_slot_at", "is not", null)
    .execute();
  const untold = await db
    .selectFrom("upstream_report")
    .innerJoin("task", "task.id", "upstream_report.task_id")
    .select("task.scheduled_for")
    .where("upstream_report.status", "=", "waiting")
    .where("task.scheduled_for", "is not", null)
    .execute();
  const open = [
    ...plans.map(({ next_slot_at }) => next_slot_at),
    ...untold.map(({ scheduled_for }) => scheduled_for),
  ].map((instant) => Date.parse(instant ?? "") - 1);
  return toInstant(new Date(Math.min(now.getTime(), ...open)));
}
