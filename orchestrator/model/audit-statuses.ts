import type { Row } from "../db/tables.ts";
import type { Fault } from "./auditor.ts";
import type { Books } from "./books.ts";
import type { Known } from "./known.ts";

/** What a task may be when its last attempt ended so. */
const LAST_RUN: Record<string, readonly string[]> = {
  succeeded: ["success"],
  warning: ["warning"],
  failed: ["failure"],
  cancelled: ["cancelled", "failure", "interrupted", "lost"],
  dead: ["failure", "interrupted", "lost"],
};

/** Task, attempts and slot tell one story. */
export function* auditStatuses(
  { tasks, runs, slots }: Books,
  known: Known,
  settled: boolean,
): Generator<Fault> {
  const runsOf = Map.groupBy(runs, (run) => run.task_id);
  const slotOf = new Map(slots.map((slot) => [slot.key, slot]));
  for (const task of tasks) {
    const own = (runsOf.get(task.id) ?? []).toSorted((one, two) => one.attempt - two.attempt);
    yield* auditRuns(task, own);
    // Sent once more and stopped before it began, it shows its former run.
    if (!(task.status === "cancelled" && known.redriven.has(task.id))) yield* auditEnd(task, own.at(-1));
    yield* auditSlotOf(
      task,
      own.at(-1),
      task.slot_key === null ? undefined : slotOf.get(task.slot_key),
      known,
    );
    if (settled && task.finished_at === null)
      yield `the task ${task.id} stays ${task.status}: ${task.reason}`;
  }
}

function* auditSlotOf(
  task: Row<"task">,
  last: Row<"run"> | undefined,
  slot: Row<"slot"> | undefined,
  known: Known,
): Generator<Fault> {
  if (task.slot_key === null) return;
  if (slot?.task_id !== task.id) yield `3: ${task.id} has a slot that does not name it`;
  const isDone = slot?.outcome === "done" && task.finished_at !== null && !known.redriven.has(task.id);
  if (isDone && slot.run_id !== last?.id)
    yield `3: ${slot.key} is done by ${slot.run_id}, not by the last run`;
}

function* auditRuns(task: Row<"task">, own: Row<"run">[]): Generator<Fault> {
  const last = own.at(-1);
  const isHeld = task.status === "running" || task.status === "unreachable";
  const open = own.filter((run) => run.status === "running" || run.finished_at === null);
  const expected = isHeld ? 1 : 0;
  if (open.length !== expected)
    yield `the task ${task.id} is ${task.status} and has ${open.length} open runs`;
  if (isHeld && (last?.attempt !== task.attempt || last.id !== task.last_run_id))
    yield `the task ${task.id} runs attempt ${task.attempt}, its last run is ${last?.attempt}`;
  if ((last?.id ?? null) !== task.last_run_id) yield `the task ${task.id} does not name its last run`;
}

function* auditEnd(task: Row<"task">, last: Row<"run"> | undefined): Generator<Fault> {
  const allowed = LAST_RUN[task.status];
  if (allowed === undefined) return;
  const isStoppedWhileWaiting = task.status === "cancelled";
  if (last === undefined ? !isStoppedWhileWaiting : !allowed.includes(last.status))
    yield `the task ${task.id} is ${task.status} and its last run ${last?.status}`;
  if (task.finished_at === null) yield `the task ${task.id} is ${task.status} and has no end`;
}
