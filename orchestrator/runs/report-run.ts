import { createHash } from "node:crypto";
import type * as z from "zod";
import type { reportRun as reportEndpoint } from "#contract/agent-protocol";
import { atMost } from "../db/at-most.ts";
import type { Tx } from "../db/database.ts";
import type { Row } from "../db/tables.ts";
import { DomainError, invalidField, notFound } from "../http/errors.ts";
import { newId, toInstant } from "../ids.ts";
import { repositoryFor } from "../repositories/own-repositories.ts";
import { startRun } from "../tasks/acknowledge-task.ts";
import { backupWork } from "../tasks/compose-offer.ts";
import { enqueueTask } from "../tasks/enqueue-task.ts";
import type { TaskRow } from "../tasks/tasks.store.ts";
import { closeRun } from "./close-run.ts";
import { judge } from "./judge.ts";
import { markUnusual } from "./unusual.ts";

type Told = z.output<(typeof reportEndpoint)["body"]>;
export type Reported = { run: Row<"run">; task: TaskRow; isNew: boolean };

export const WHILE_AWAY = "Done while away.";

/** Takes in a run that a machine did on its own. A slot has one run however often it is told, and so has each run of the machine. */
export async function reportRun(tx: Tx, agentId: string, told: Told, now: Date): Promise<Reported> {
  const known = await knownRun(tx, agentId, told);
  if (known !== undefined) return { run: known, task: await taskOf(tx, known.task_id), isNew: false };
  const slot = told.slotKey === undefined ? undefined : await slotOf(tx, agentId, told.slotKey);
  const task = (await openTaskOf(tx, slot)) ?? (await makeTask(tx, agentId, told, slot, now));
  const run = await close(tx, await beginRun(tx, task, told, now), told, now);
  const ended = await endTask(tx, task, run, now);
  if (told.slotKey !== undefined) await endSlot(tx, told.slotKey, told, ended, run);
  await tx
    .insertInto("reported_run")
    .values({ agent_id: agentId, local_run_id: identityOf(told), run_id: run.id })
    .execute();
  return { run, task: ended, isNew: true };
}

const identityOf = (told: Told) => told.slotKey ?? told.localRunId ?? "";

async function knownRun(tx: Tx, agentId: string, told: Told): Promise<Row<"run"> | undefined> {
  const reported = await tx
    .selectFrom("reported_run")
    .select("run_id")
    .where("agent_id", "=", agentId)
    .where("local_run_id", "=", identityOf(told))
    .executeTakeFirst();
  const done = await tx
    .selectFrom("slot")
    .select("run_id")
    .where("key", "=", told.slotKey ?? "")
    .where("agent_id", "=", agentId)
    .where("outcome", "=", "done")
    .executeTakeFirst();
  const runId = reported?.run_id ?? done?.run_id ?? undefined;
  if (runId === undefined) return undefined;
  return tx.selectFrom("run").selectAll().where("id", "=", runId).executeTakeFirst();
}

/** Named by the key: `policy/agent/kind/...`. One that is not there was due while this orchestrator was away. */
async function slotOf(tx: Tx, agentId: string, key: string): Promise<Row<"slot"> | undefined> {
  const slot = await tx.selectFrom("slot").selectAll().where("key", "=", key).executeTakeFirst();
  const owner = slot?.agent_id ?? key.split("/")[1];
  if (owner !== agentId) throw notFound("slot");
  return slot;
}

/** The task that waits for this slot, or that its machine has begun: it is done with this run. */
async function openTaskOf(tx: Tx, slot: Row<"slot"> | undefined): Promise<TaskRow | undefined> {
  if (slot === undefined || slot.task_id === null) return undefined;
  return tx
    .selectFrom("task")
    .selectAll()
    .where("id", "=", slot.task_id)
    .where("finished_at", "is", null)
    .executeTakeFirst();
}

async function makeTask(
  tx: Tx,
  agentId: string,
  told: Told,
  slot: Row<"slot"> | undefined,
  now: Date,
): Promise<TaskRow> {
  const policy = await policyOf(tx, agentId, told);
  const isFree = told.slotKey !== undefined && (slot === undefined || slot.task_id === null);
  const id = await enqueueTask(tx, now, {
    kind: told.kind,
    agentId,
    repositoryId: await repositoryFor(tx, policy.repository_id, agentId),
    policyId: policy.id,
    origin: told.origin ?? (told.slotKey === undefined ? "manual" : "schedule"),
    spec: {},
    ...(isFree && {
      slot: { key: told.slotKey ?? "", scheduledFor: scheduledFor(told, slot) },
    }),
  });
  const task = await taskOf(tx, id);
  await backupWork(tx, task, policy);
  return task;
}

const scheduledFor = (told: Told, slot: Row<"slot"> | undefined): string =>
  slot?.scheduled_for ?? toInstant(new Date(told.scheduledFor ?? told.startedAt));

async function policyOf(tx: Tx, agentId: string, told: Told): Promise<Row<"policy">> {
  const id = told.slotKey?.split("/")[0] ?? told.policyId ?? (await onlyPolicyOf(tx, agentId));
  const policy =
    id === undefined
      ? undefined
      : await tx.selectFrom("policy").selectAll().where("id", "=", id).executeTakeFirst();
  if (policy !== undefined) {
    await assertWasItsOwn(tx, agentId, policy);
    return policy;
  }
  if (id === undefined) throw invalidField("policyId", "name the policy; this machine has not just one");
  throw notFound("policy");
}

/**
 * It is assigned to the machine, or was: one that was taken away meanwhile is told all the same. Any other would let a machine vouch
 * for snapshots in repositories that it never had.
 */
async function assertWasItsOwn(
  tx: Tx,
  agentId: string,
  { id, name, repository_id }: Row<"policy">,
): Promise<void> {
  const found = await Promise.all([
    tx
      .selectFrom("assignment")
      .select("policy_id")
      .where("agent_id", "=", agentId)
      .where("policy_id", "=", id)
      .executeTakeFirst(),
    tx
      .selectFrom("known_credential")
      .select("repository_id")
      .where("agent_id", "=", agentId)
      .where("repository_id", "=", repository_id)
      .executeTakeFirst(),
  ]);
  if (found.every((row) => row === undefined))
    throw new DomainError("not-allowed", `“${name}” was never assigned to this machine.`);
}

async function onlyPolicyOf(tx: Tx, agentId: string): Promise<string | undefined> {
  const rows = await tx
    .selectFrom("assignment")
    .select("policy_id")
    .where("agent_id", "=", agentId)
    .limit(atMost(2))
    .execute();
  return rows.length === 1 ? rows[0]?.policy_id : undefined;
}

/** The attempt that it has begun, or the next one. */
async function beginRun(tx: Tx, task: TaskRow, told: Told, now: Date): Promise<Row<"run">> {
  const open = await tx
    .selectFrom("run")
    .selectAll()
    .where("task_id", "=", task.id)
    .where("finished_at", "is", null)
    .executeTakeFirst();
  if (open !== undefined) return open;
  const attempt = task.status === "offered" ? task.attempt : task.attempt + 1;
  const startedAt = new Date(Math.min(now.getTime(), Date.parse(told.startedAt)));
  return startRun(tx, { ...task, attempt }, startedAt, newId(now));
}

async function close(tx: Tx, begun: Row<"run">, told: Told, now: Date): Promise<Row<"run">> {
  const report = await markUnusual(tx, begun, judge(begun.kind, told));
  const took = Math.max(0, Date.parse(told.finishedAt) - Date.parse(told.startedAt));
  const finishedAt = toInstant(new Date(Math.min(now.getTime(), Date.parse(begun.started_at) + took)));
  const reportHash = createHash("sha256").update(JSON.stringify(told)).digest("hex");
  return closeRun(tx, begun, report, { reportHash, finishedAt, now });
}

function taskOf(tx: Tx, id: string): Promise<TaskRow> {
  return tx.selectFrom("task").selectAll().where("id", "=", id).executeTakeFirstOrThrow();
}

const endings: Record<string, string> = {
  success: "succeeded",
  warning: "warning",
  cancelled: "cancelled",
};

/** The machine has tried again as often as it would. */
async function endTask(tx: Tx, task: TaskRow, run: Row<"run">, now: Date): Promise<TaskRow> {
  return tx
    .updateTable("task")
    .set({
      status: endings[run.status] ?? "failed",
      reason: WHILE_AWAY,
      attempt: run.attempt,
      lease_token: null,
      last_run_id: run.id,
      not_before: null,
      silent_since: null,
      finished_at: toInstant(now),
    })
    .where("id", "=", task.id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** Also one that counted as missed: late is not never. What a person or a rule has ended with a task of its own stays so. */
async function endSlot(tx: Tx, key: string, told: Told, task: TaskRow, run: Row<"run">): Promise<void> {
  if (task.slot_key !== key) return;
  const done = { outcome: "done", reason: WHILE_AWAY, task_id: task.id, run_id: run.id };
  await tx
    .insertInto("slot")
    .values({
      key,
      policy_id: run.policy_id,
      agent_id: run.agent_id,
      kind: run.kind,
      scheduled_for: scheduledFor(told, undefined),
      ...done,
    })
    .onConflict((conflict) => conflict.column("key").doUpdateSet(done))
    .execute();
}
