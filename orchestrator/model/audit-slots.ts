import type { Row } from "../db/tables.ts";
import type { Fault } from "./auditor.ts";
import type { Books } from "./books.ts";
import { type Known, slotsDue } from "./known.ts";

const FINAL = new Set(["done", "skipped", "missed"]);

/** Invariant 3: every due slot has one entry, one task at most, and an end that stays. */
export function* auditSlots(
  { slots, tasks }: Books,
  known: Known,
  nowMs: number,
  settled: boolean,
): Generator<Fault> {
  const entries = new Map(slots.map((slot) => [slot.key, slot]));
  const taskById = new Map(tasks.map((task) => [task.id, task]));
  for (const key of known.dueSlots.keys())
    if (!entries.has(key)) yield `3: the due slot ${key} is not in the ledger`;
  const due = new Set([...known.everDue, ...dueByNow(known, nowMs)]);
  const owners = tasks.filter((task) => task.slot_key !== null).map((task) => task.slot_key);
  if (new Set(owners).size !== owners.length) yield "3: a slot has two tasks";

  for (const slot of slots) {
    const task = slot.task_id === null ? undefined : taskById.get(slot.task_id);
    if (!due.has(slot.key) && Date.parse(slot.scheduled_for) <= nowMs)
      yield `3: ${slot.key} is in the ledger and was never due`;
    if (task === undefined) yield* withoutTask(slot);
    else yield* withTask(slot, task, known, settled);
    yield* keepsItsEnd(slot, known);
  }
}

function* dueByNow(known: Known, nowMs: number): Generator<string> {
  for (const [pair, plan] of known.plans) for (const [key] of slotsDue(pair, plan, nowMs)) yield key;
}

function* withoutTask(slot: Row<"slot">): Generator<Fault> {
  if (slot.outcome !== "skipped" && slot.outcome !== "missed")
    yield `3: ${slot.key} is ${slot.outcome} and has no task`;
  if (!slot.reason) yield `3: ${slot.key} is ${slot.outcome} and nobody says why`;
}

function* withTask(slot: Row<"slot">, task: Row<"task">, known: Known, settled: boolean): Generator<Fault> {
  if (task.slot_key !== slot.key) yield `3: ${slot.key} names a task of ${task.slot_key}`;
  const isOpen = task.finished_at === null;
  const isFinal = FINAL.has(slot.outcome);
  if (isOpen && isFinal && !known.redriven.has(task.id))
    yield `3: ${slot.key} has ended while its task is ${task.status}`;
  if (!isOpen && !isFinal) yield `3: ${slot.key} is ${slot.outcome} and its task has ended as ${task.status}`;
  if (slot.outcome === "done" && slot.run_id === null) yield `3: ${slot.key} is done by no run`;
  if (settled && !isFinal) yield `3: ${slot.key} stays ${slot.outcome}`;
}

function* keepsItsEnd(slot: Row<"slot">, known: Known): Generator<Fault> {
  const before = known.endedSlots.get(slot.key);
  if (before !== undefined && before !== slot.outcome)
    yield `3: ${slot.key} had ended as ${before} and is ${slot.outcome} now`;
  if (FINAL.has(slot.outcome)) known.endedSlots.set(slot.key, slot.outcome);
}
