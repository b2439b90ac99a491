import { sql } from "kysely";
import { isPaused, pauseWords } from "../agents/pause-agent.ts";
import type { Tx } from "../db/database.ts";
import { skipTask } from "../tasks/start-conditions.ts";
import type { Due } from "./due-assignments.ts";

/** Why a slot gets no task. */
type Obstacle = { kind: "paused" | "waits"; reason: string };
type Waiting = { id: string; policy_id: string; agent_id: string; postponed: number; reason: string | null };

/** A pause of the machine, or a task of the same policy that still waits there: one waits at a time. */
export async function obstaclesTo(tx: Tx, rows: Due[], now: Date) {
  const pauses = await pausesOf(tx, rows, now);
  const waiting = new Map<string, Obstacle>();
  for (const task of await waitingFor(tx, rows)) {
    if (pauses.has(task.agent_id) || (await makesWay(tx, task, now))) continue;
    waiting.set(`${task.policy_id}/${task.agent_id}`, {
      kind: "waits",
      reason: "An earlier run of this policy was still waiting.",
    });
  }
  return {
    of: ({ policy_id, agent_id }: Due) => pauses.get(agent_id) ?? waiting.get(`${policy_id}/${agent_id}`),
  };
}

/** The repository that each machine works with: its own, where the place holds one for each. */
export async function ownRepositories(tx: Tx, rows: Due[]) {
  const pairs = JSON.stringify(rows.map((row) => [row.repository_id, row.agent_id]));
  const own = await sql<{ id: string; parent_id: string; agent_id: string }>`
    select repository.id, repository.parent_id, repository.agent_id from json_each(${pairs}) as pair
    cross join repository where parent_id = pair.value ->> 0 and agent_id = pair.value ->> 1
  `.execute(tx);
  const known = new Map(own.rows.map((row) => [`${row.parent_id}/${row.agent_id}`, row.id]));
  return {
    of: ({ repository_id, agent_id }: Due) => known.get(`${repository_id}/${agent_id}`) ?? repository_id,
  };
}

async function pausesOf(tx: Tx, rows: Due[], now: Date): Promise<Map<string, Obstacle>> {
  const ids = JSON.stringify(rows.map(({ agent_id }) => agent_id));
  const agents = await tx
    .selectFrom("agent")
    .select(["id", "paused_at", "paused_until"])
    .where(sql<boolean>`id in (select value from json_each(${ids}))`)
    .where("paused_at", "is not", null)
    .execute();
  return new Map(
    agents
      .filter((agent) => isPaused(agent, now))
      .map((agent) => [
        agent.id,
        { kind: "paused", reason: `Backups of this machine are paused ${pauseWords(agent)}.` },
      ]),
  );
}

/** By the open tasks of each machine, which are few; those of a policy may be those of a whole fleet, hence the plus signs. */
async function waitingFor(tx: Tx, rows: Due[]): Promise<Waiting[]> {
  const pairs = JSON.stringify(rows.map((row) => [row.agent_id, row.policy_id]));
  const waiting = await sql<Waiting>`
    select task.id, task.policy_id, task.agent_id, slot.key is not null as postponed, slot.reason
    from json_each(${pairs}) as pair
    cross join task
    left join slot on slot.task_id = task.id and slot.outcome = 'postponed'
    where task.agent_id = pair.value ->> 0 and task.finished_at is null and +task.policy_id = pair.value ->> 1
      and task.kind = 'backup' and +task.status in ('queued', 'offered')
  `.execute(tx);
  return waiting.rows;
}

/** A task that only waits for its conditions makes way for the newer slot, which may meet them. */
async function makesWay(tx: Tx, { id, postponed, reason }: Waiting, now: Date): Promise<boolean> {
  if (postponed === 0) return false;
  const why = [...(reason === null ? [] : [reason]), "The next run came due first."].join(" ");
  return (await skipTask(tx, { id }, why, now)) !== undefined;
}
