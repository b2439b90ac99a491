import { sql } from "kysely";
import { MACHINE_AWAY } from "../agents/reported-through.ts";
import type { Tx } from "../db/database.ts";
import { toInstant } from "../ids.ts";
import { enqueueTasks, type NewTask } from "../tasks/enqueue-task.ts";
import type { Decided } from "./decide-due.ts";
import type { SlotDecision } from "./decide-slots.ts";
import type { Due } from "./due-assignments.ts";
import type { Moment } from "./due-moment.ts";
import { obstaclesTo, ownRepositories } from "./obstacles.ts";

export type Enqueued = { taskId: string; agentId: string; policyId: string };

type Entry = {
  key: string;
  row: Due;
  scheduledFor: string;
  outcome: "pending" | "skipped" | "missed";
  reason: string | null;
  taskId?: string;
};
type Running = { row: Due; decision: Extract<SlotDecision, { outcome: "run" }> };

const ROWS_AT_ONCE = 500;

/**
 * Plans what comes next, enters into the ledger what has come due, and makes tasks of what is to run: for all of them at once, for a
 * query of its own for each slot costs many times what the slot does.
 */
export async function enterDue(tx: Tx, decided: Decided[], moment: Moment): Promise<Enqueued[]> {
  const ours = await planNext(tx, decided, moment.now);
  await enterIntoLedger(
    tx,
    ours.flatMap(({ row, decisions }) => decisions.flatMap((decision) => withoutRun(row, decision))),
  );
  const running = ours.flatMap(({ row, decisions }) =>
    decisions.flatMap((decision): Running[] => (decision.outcome === "run" ? [{ row, decision }] : [])),
  );
  return enqueueRunning(tx, await notYetKnown(tx, running), moment);
}

/** Returns those that nobody has planned anew since they were read: what came due under that plan was entered with the change. */
async function planNext(tx: Tx, decided: Decided[], now: Date): Promise<Decided[]> {
  if (decided.length === 0) return [];
  const plans = decided.map(({ row, next }) => [
    ...[row.policy_id, row.agent_id, row.planned_through],
    ...[next?.slotAt ?? null, next?.dueAt ?? null],
  ]);
  const { rows } = await sql<{ policy_id: string; agent_id: string }>`
    update assignment set planned_through = ${toInstant(now)}, next_slot_at = plan.value ->> 3, next_due_at = plan.value ->> 4
    from json_each(${JSON.stringify(plans)}) as plan
    where assignment.policy_id = plan.value ->> 0 and assignment.agent_id = plan.value ->> 1
      and assignment.planned_through = plan.value ->> 2
    returning assignment.policy_id, assignment.agent_id
  `.execute(tx);
  const planned = new Set(rows.map(pairOf));
  return decided.filter(({ row }) => planned.has(pairOf(row)));
}

const pairOf = (row: Pick<Due, "policy_id" | "agent_id">) => `${row.policy_id}/${row.agent_id}`;

function withoutRun(row: Due, decision: SlotDecision): Entry[] {
  if (decision.outcome === "run") return [];
  const entry = { key: keyOf(row, decision), row, scheduledFor: decision.slot.at };
  return [
    coversItself(row)
      ? { ...entry, outcome: "pending", reason: MACHINE_AWAY }
      : { ...entry, outcome: decision.outcome, reason: decision.reason },
  ];
}

function keyOf(row: Due, decision: SlotDecision): string {
  return `${row.policy_id}/${row.slot_agent_id ?? row.agent_id}/backup/${decision.slot.key}`;
}

/** A machine that covers its backups may have done what nobody here looked after: it says so when it is back. */
const coversItself = (row: Due) => row.slots_reported_through !== null && row.slot_agent_id === null;

async function enterIntoLedger(tx: Tx, entries: Entry[]): Promise<void> {
  for (let from = 0; from < entries.length; from += ROWS_AT_ONCE) {
    const some = entries
      .slice(from, from + ROWS_AT_ONCE)
      .map(({ key, row, scheduledFor, outcome, reason, taskId }) => [
        ...[key, row.policy_id, row.agent_id, scheduledFor, outcome, reason, taskId ?? null],
      ]);
    await sql`
      insert into slot (key, policy_id, agent_id, kind, scheduled_for, outcome, reason, task_id)
      select value ->> 0, value ->> 1, value ->> 2, 'backup', value ->> 3, value ->> 4, value ->> 5, value ->> 6
      from json_each(${JSON.stringify(some)}) where true on conflict (key) do nothing
    `.execute(tx);
  }
}

async function notYetKnown(tx: Tx, running: Running[]): Promise<Running[]> {
  if (running.length === 0) return [];
  const keys = running.map(({ row, decision }) => keyOf(row, decision));
  const { rows } = await sql<{ key: string }>`
    select key from slot where key in (select value from json_each(${JSON.stringify(keys)}))
  `.execute(tx);
  const known = new Set(rows.map(({ key }) => key));
  return running.filter(({ row, decision }) => !known.has(keyOf(row, decision)));
}

async function enqueueRunning(tx: Tx, running: Running[], { now, others }: Moment): Promise<Enqueued[]> {
  if (running.length === 0) return [];
  const rows = running.map(({ row }) => row);
  const obstacles = await obstaclesTo(tx, rows, now);
  const repositories = await ownRepositories(tx, rows);
  const started = running.filter(({ row }) => obstacles.of(row) === undefined);
  const ids = await enqueueTasks(
    tx,
    now,
    started.map(({ row, decision }) => ({
      ...taskFor(row, decision, repositories.of(row)),
      ...waitOf(row, now),
    })),
  );
  const taskOf = new Map(started.map((one, at) => [one, ids[at]]));
  await enterIntoLedger(
    tx,
    running.map((one): Entry => {
      const { row, decision } = one;
      const entry = { key: keyOf(row, decision), row, scheduledFor: decision.slot.at };
      const taskId = taskOf.get(one);
      if (taskId !== undefined)
        return { ...entry, outcome: "pending", reason: decision.reason ?? coverOf(row), taskId };
      const obstacle = obstacles.of(row);
      const isLeft = obstacle?.kind === "waits" && coversItself(row) && others.isMachineAway(row.agent_id);
      if (isLeft) return { ...entry, outcome: "pending", reason: MACHINE_AWAY };
      return { ...entry, outcome: "skipped", reason: obstacle?.reason ?? null };
    }),
  );
  return started.map(({ row }, at) => ({
    taskId: ids[at] ?? "",
    agentId: row.agent_id,
    policyId: row.policy_id,
  }));
}

function taskFor(row: Due, decision: Running["decision"], repositoryId: string): NewTask {
  return {
    kind: "backup",
    agentId: row.agent_id,
    repositoryId,
    policyId: row.policy_id,
    origin: decision.origin,
    spec: {},
    slot: { key: keyOf(row, decision), scheduledFor: decision.slot.at },
  };
}

/** Of one that is entered before its turn. */
function waitOf({ next_due_at }: Due, now: Date): Pick<NewTask, "notBefore"> {
  return next_due_at !== null && next_due_at > toInstant(now) ? { notBefore: next_due_at } : {};
}

const coverOf = (row: Due) =>
  row.slot_agent_id === null ? null : `Covered while ${row.managed_by} did not answer.`;
