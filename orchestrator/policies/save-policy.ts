import type { PolicyInput } from "#contract/policies";
import type { Tx } from "../db/database.ts";
import { DomainError, invalidField, notFound } from "../http/errors.ts";
import { newId, toInstant } from "../ids.ts";
import { checkSchedule } from "../schedule/check-schedule.ts";
import { settleDue } from "../schedule/enqueue-due.ts";
import { replan } from "../schedule/plan.ts";
import { BY_ITSELF, SWITCHED_OFF } from "../tasks/still-wanted.ts";
import { assertOwnPolicy, refuseManaged } from "../upstream/managed.ts";
import { bumpRevisions } from "./bump-revisions.ts";
import { dropWaiting } from "./drop-waiting.ts";
import { policyBody, policyNamed } from "./policies.store.ts";

export async function createPolicy(tx: Tx, input: PolicyInput, now: Date): Promise<string> {
  await check(tx, input, undefined);
  const id = newId(now);
  await tx
    .insertInto("policy")
    .values({
      id,
      ...columnsOf(input),
      revision: 1,
      created_at: toInstant(now),
      updated_at: toInstant(now),
    })
    .execute();
  return id;
}

/** `revision` is the one that the caller has read; another one means that somebody changed the policy in between. */
export async function replacePolicy(
  tx: Tx,
  id: string,
  input: PolicyInput,
  revision: number | undefined,
  now: Date,
): Promise<void> {
  const known = await tx
    .selectFrom("policy")
    .select(["revision", "body_json", "managed_by"])
    .where("id", "=", id)
    .executeTakeFirst();
  if (known === undefined) throw notFound("policy");
  refuseManaged("policy", known.managed_by);
  refuseStale(known.revision, revision);
  await check(tx, input, id);
  await settleDue(tx, { policyId: id }, now);
  await tx
    .updateTable("policy")
    .set({
      ...columnsOf(input),
      revision: known.revision + 1,
      updated_at: toInstant(now),
      ...(keepsOtherwise(known, input) && { retention_changed_at: toInstant(now) }),
    })
    .where("id", "=", id)
    .execute();
  if (!input.enabled) await dropWaiting(tx, { policyId: id, origins: BY_ITSELF }, SWITCHED_OFF, now);
  await replan(tx, { policyId: id }, now);
  await bumpRevisions(tx, { policyId: id });
}

/** Gives the name it had. */
export async function deletePolicy(tx: Tx, id: string, revision: number | undefined): Promise<string> {
  await assertOwnPolicy(tx, id);
  const known = await tx
    .selectFrom("policy")
    .select(["name", "revision"])
    .where("id", "=", id)
    .executeTakeFirst();
  if (known === undefined) throw notFound("policy");
  refuseStale(known.revision, revision);
  const inUse = await tx
    .selectFrom("assignment")
    .select("agent_id")
    .where("policy_id", "=", id)
    .executeTakeFirst();
  if (inUse !== undefined) {
    throw new DomainError("in-use", "Machines use this policy. Take it from them first, then delete it.");
  }
  await tx.deleteFrom("policy").where("id", "=", id).execute();
  return known.name;
}

function refuseStale(known: number, revision: number | undefined): void {
  if (revision === undefined || revision === known) return;
  throw new DomainError(
    "changed-meanwhile",
    "This policy was changed since you opened it. Load it again, then repeat your change.",
  );
}

async function check(tx: Tx, input: PolicyInput, id: string | undefined): Promise<void> {
  const repository = await tx
    .selectFrom("repository")
    .select(["parent_id", "managed_by"])
    .where("id", "=", input.repositoryId)
    .executeTakeFirst();
  if (repository === undefined) throw invalidField("repositoryId", "there is no such repository");
  if (repository.managed_by !== null)
    throw invalidField(
      "repositoryId",
      `is managed by ${repository.managed_by}; choose one of this computer's own`,
    );
  if (repository.parent_id !== null)
    throw invalidField(
      "repositoryId",
      "this repository belongs to one machine; name the place that it is in",
    );
  const fault = input.schedules.backup && checkSchedule(input.schedules.backup);
  if (fault !== undefined) throw invalidField("schedules.backup.cron", fault.message);
  const namesake = await policyNamed(tx, input.name);
  if (namesake !== undefined && namesake !== id) {
    throw new DomainError("name-taken", `Another policy is called “${input.name}” already.`, {
      fields: [{ path: "name", message: "is taken" }],
    });
  }
}

function keepsOtherwise(known: { body_json: string }, { retention }: PolicyInput): boolean {
  const before = policyBody(known).retention;
  const names = new Set([...Object.keys(before), ...Object.keys(retention)]) as Set<keyof typeof retention>;
  return [...names].some((name) => before[name] !== retention[name]);
}

function columnsOf(input: PolicyInput) {
  return {
    name: input.name,
    repository_id: input.repositoryId,
    enabled: input.enabled ? 1 : 0,
    body_json: JSON.stringify(input),
  };
}
