import { type TaskOffer, taskOffer } from "#contract/task";
import { askForConsent } from "../consents/ask-for-consent.ts";
import type { Tx } from "../db/database.ts";
import { toInstant } from "../ids.ts";
import type { Seal } from "../secrets/seal.ts";
import { offerPlace } from "../tasks/compose-offer.ts";
import { enqueueTask } from "../tasks/enqueue-task.ts";
import type { TaskRow } from "../tasks/tasks.store.ts";
import { keepRepository } from "./followed-repositories.ts";
import { changeAttempt, readAttempt, type UpstreamTask } from "./upstream-tasks.store.ts";

type Deps = { tx: Tx; seal: Seal; now: Date };

/** Remembers an offer before anybody is told that it was taken; the same offer again changes nothing. */
export async function noteOffer({ tx, seal, now }: Deps, offer: TaskOffer): Promise<void> {
  const key = { id: offer.taskId, attempt: offer.attempt };
  if ((await readAttempt(tx, key)) !== undefined) return;
  await tx
    .insertInto("upstream_task")
    .values({
      ...key,
      lease_token: offer.leaseToken,
      status: "offered",
      acknowledged: 0,
      sealed_offer: seal.seal(JSON.stringify(offer), noteOf(key)),
      next_seq: 0,
      created_at: toInstant(now),
    })
    .execute();
}

/**
 * Puts an offered attempt into the local queue. Where its slot or an earlier attempt of it is at work here, or was done and not told
 * yet, that is adopted and nothing starts. Returns the task that waits now, if one does.
 */
export async function enterLocally(
  deps: Deps,
  row: UpstreamTask,
  local: { agentId: string; managedBy: string },
): Promise<string | undefined> {
  const { tx, seal } = deps;
  if (row.sealed_offer === null) return undefined;
  const offer = taskOffer.parse(JSON.parse(seal.open(row.sealed_offer, noteOf(row))));
  await keepRepository(deps, offer.repository, local.managedBy);
  const known = await knownTask(tx, offer);
  const taken = { status: "taken", sealed_offer: null };
  if (known !== undefined && (await isToldBy(tx, known))) {
    await changeAttempt(tx, row, { ...taken, local_task_id: known.id });
    return undefined;
  }
  const id =
    known === undefined ? await create(deps, offer, local.agentId) : await reopen(deps, offer, known);
  await askForConsent(tx, { taskId: id, agentId: local.agentId, askedBy: local.managedBy, offer }, deps.now);
  await changeAttempt(tx, row, {
    ...taken,
    local_task_id: id,
    local_attempt: (known?.attempt ?? 0) + 1,
  });
  return id;
}

const noteOf = ({ id, attempt }: Pick<UpstreamTask, "id" | "attempt">) => ({
  table: "upstream_task",
  column: "sealed_offer",
  id: `${id}/${attempt}`,
});

/** The task here that does, or did, the same: by an earlier attempt, or by its slot. */
async function knownTask(tx: Tx, { taskId, slot }: TaskOffer): Promise<TaskRow | undefined> {
  const earlier = await tx
    .selectFrom("upstream_task")
    .innerJoin("task", "task.id", "upstream_task.local_task_id")
    .selectAll("task")
    .where("upstream_task.id", "=", taskId)
    .executeTakeFirst();
  if (earlier !== undefined) return earlier;
  return tx
    .selectFrom("task")
    .selectAll()
    .where(
      "repository_id",
      "in",
      tx.selectFrom("repository").select("id").where("managed_by", "is not", null),
    )
    .where((eb) =>
      slot === undefined
        ? eb("id", "=", taskId)
        : eb.or([eb("id", "=", taskId), eb("slot_key", "=", slot.key)]),
    )
    .executeTakeFirst();
}

/** It is still open, or has ended in a way that nobody there has heard of: that is the run of the offered attempt. */
async function isToldBy(tx: Tx, task: TaskRow): Promise<boolean> {
  if (task.finished_at === null) return true;
  const report = await tx
    .selectFrom("upstream_report")
    .select("run_id")
    .where("task_id", "=", task.id)
    .executeTakeFirst();
  if (task.last_run_id === null) return false;
  if (report !== undefined) return report.run_id !== task.last_run_id;
  const delivered = await tx
    .selectFrom("upstream_task")
    .select("attempt")
    .where("local_task_id", "=", task.id)
    .where("status", "=", "delivered")
    .where("run_id", "=", task.last_run_id)
    .executeTakeFirst();
  return delivered === undefined && isGood(task);
}

const isGood = ({ status }: TaskRow) => status === "succeeded" || status === "warning";

async function create({ tx, seal, now }: Deps, offer: TaskOffer, agentId: string): Promise<string> {
  const id = offer.taskId;
  await enqueueTask(tx, now, {
    kind: offer.kind,
    agentId,
    repositoryId: offer.repository.id,
    origin: offer.origin,
    spec: offer.spec,
    limits: offer.limits,
    followed: { id, sealedOffer: seal.seal(JSON.stringify(offer), offerPlace(id)) },
    ...(offer.policyId !== undefined && { policyId: offer.policyId }),
    ...(offer.slot !== undefined && { slot: offer.slot }),
  });
  if (offer.slot !== undefined) await enterSlot(tx, offer, agentId, id);
  return id;
}

async function enterSlot(tx: Tx, offer: TaskOffer, agentId: string, taskId: string): Promise<void> {
  const { slot } = offer;
  if (slot === undefined) return;
  const isOfPolicy = offer.policyId !== undefined;
  await tx
    .insertInto("slot")
    .values({
      key: slot.key,
      policy_id: offer.policyId ?? null,
      repository_id: isOfPolicy ? null : offer.repository.id,
      agent_id: agentId,
      kind: offer.kind,
      scheduled_for: slot.scheduledFor,
      outcome: "pending",
      task_id: taskId,
    })
    // Left out here while nobody answered; now it is asked for.
    .onConflict((conflict) =>
      conflict.column("key").doUpdateSet({ outcome: "pending", reason: null, task_id: taskId }),
    )
    .execute();
}

/** The next attempt at a task that ended here before. */
async function reopen({ tx, seal }: Deps, offer: TaskOffer, known: TaskRow): Promise<string> {
  await tx.deleteFrom("upstream_report").where("task_id", "=", known.id).execute();
  await tx
    .updateTable("task")
    .set({
      status: "queued",
      origin: offer.origin,
      reason: null,
      lease_token: null,
      cancel_requested: 0,
      retries: 0,
      crashes: 0,
      not_before: null,
      silent_since: null,
      finished_at: null,
      spec_json: JSON.stringify(offer.spec),
      limits_json: JSON.stringify(offer.limits),
      sealed_offer: seal.seal(JSON.stringify(offer), offerPlace(known.id)),
    })
    .where("id", "=", known.id)
    .execute();
  return known.id;
}
