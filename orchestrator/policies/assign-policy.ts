import type { Assignment } from "#contract/policies";
import { closeLeftOpen } from "../agents/reported-through.ts";
import type { Tx } from "../db/database.ts";
import { DomainError, notFound } from "../http/errors.ts";
import { toInstant } from "../ids.ts";
import { noteKnownCredentials } from "../repositories/known-credentials.ts";
import { ensureOwnRepository, type OwnTask, type Sealing } from "../repositories/own-repositories.ts";
import { settleDue } from "../schedule/enqueue-due.ts";
import { replan } from "../schedule/plan.ts";
import { enqueueTask } from "../tasks/enqueue-task.ts";
import { TAKEN_AWAY } from "../tasks/still-wanted.ts";
import { findAssignment } from "./assignments.store.ts";
import { bumpRevisions } from "./bump-revisions.ts";
import { dropWaiting } from "./drop-waiting.ts";

type Pair = { policyId: string; agentId: string };
/** Who assigns: a person, or a label that the machine carries. */
type By = { actor: string; byLabel: string | null };

/** Returns whether it is new, and the task that opens the repository from this machine where it never did so. */
export async function assignPolicy(
  sealing: Sealing,
  pair: Pair,
  by: By,
  now: Date,
): Promise<{ isNew: boolean; initTaskId: string | undefined }> {
  const { tx } = sealing;
  const policy = await tx
    .selectFrom("policy")
    .select("repository_id")
    .where("id", "=", pair.policyId)
    .executeTakeFirst();
  if (policy === undefined) throw notFound("policy");
  await assertActive(tx, pair.agentId);
  const known = await findAssignment(tx, pair, now);
  if (known !== undefined) {
    await changeHands(tx, pair, known, by);
    return { isNew: false, initTaskId: undefined };
  }
  await tx
    .insertInto("assignment")
    .values({
      policy_id: pair.policyId,
      agent_id: pair.agentId,
      assigned_by: by.actor,
      by_label: by.byLabel,
      created_at: toInstant(now),
      planned_through: toInstant(now),
      failures_in_a_row: 0,
    })
    .execute();
  await replan(tx, pair, now);
  const initTaskId = await firstContact(sealing, pair.agentId, policy.repository_id, now);
  await noteKnownCredentials(tx, pair.agentId);
  await bumpRevisions(tx, { agentId: pair.agentId });
  return { isNew: true, initTaskId };
}

/** The machines of a policy that has got another repository meet it for the first time. */
export async function meetRepository(sealing: Sealing, policyId: string, now: Date): Promise<OwnTask[]> {
  const { tx } = sealing;
  const assigned = await tx
    .selectFrom("assignment")
    .innerJoin("policy", "policy.id", "assignment.policy_id")
    .innerJoin("repository", "repository.id", "policy.repository_id")
    .select(["assignment.agent_id", "policy.repository_id"])
    .where("assignment.policy_id", "=", policyId)
    .where("repository.per_agent", "=", 1)
    .execute();
  const made: OwnTask[] = [];
  for (const { agent_id: agentId, repository_id } of assigned) {
    const taskId = await firstContact(sealing, agentId, repository_id, now);
    if (taskId !== undefined) made.push({ taskId, agentId, policyId: null });
  }
  return made;
}

/** What a person assigned stays the person's; what a label brought is the person's from now on, or another label's. */
async function changeHands(tx: Tx, pair: Pair, known: Assignment, { actor, byLabel }: By): Promise<void> {
  if (known.byLabel === null || known.byLabel === byLabel) return;
  await tx
    .updateTable("assignment")
    .set({ assigned_by: actor, by_label: byLabel })
    .where("policy_id", "=", pair.policyId)
    .where("agent_id", "=", pair.agentId)
    .execute();
}

/** What waits is given up with its reason; what runs goes on to its end. */
export async function unassignPolicy(tx: Tx, { policyId, agentId }: Pair, now: Date): Promise<void> {
  await settleDue(tx, { policyId, agentId }, now);
  const gone = await tx
    .deleteFrom("assignment")
    .where("policy_id", "=", policyId)
    .where("agent_id", "=", agentId)
    .executeTakeFirst();
  if (gone.numDeletedRows === 0n) throw notFound("assignment");
  await closeLeftOpen(tx, { policyId, agentId }, TAKEN_AWAY);
  await dropWaiting(tx, { policyId, agentId }, TAKEN_AWAY, now);
  await bumpRevisions(tx, { agentId });
}

async function assertActive(tx: Tx, agentId: string): Promise<void> {
  const agent = await tx.selectFrom("agent").select("status").where("id", "=", agentId).executeTakeFirst();
  if (agent === undefined) throw notFound("machine");
  if (agent.status !== "active") {
    throw new DomainError(
      "wrong-state",
      "This machine is not approved, or was removed; it can have no policy.",
    );
  }
}

/**
 * A repository on a server is opened, or made, as soon as a machine gets to do with it: what is wrong shows at once and not at
 * night. One in a folder is opened by the first backup, because its disk may not be plugged in yet.
 */
async function firstContact(
  { tx, seal }: Sealing,
  agentId: string,
  placeId: string,
  now: Date,
): Promise<string | undefined> {
  const repositoryId = await ensureOwnRepository({ tx, seal }, placeId, agentId, now);
  const { kind } = await tx
    .selectFrom("repository")
    .select("kind")
    .where("id", "=", repositoryId)
    .executeTakeFirstOrThrow();
  if (kind === "fs" && repositoryId === placeId) return undefined;
  const earlier = await tx
    .selectFrom("task")
    .select("id")
    .where("repository_id", "=", repositoryId)
    .where("agent_id", "=", agentId)
    .where("kind", "=", "init")
    .where("status", "in", ["queued", "offered", "running", "unreachable", "succeeded"])
    .executeTakeFirst();
  if (earlier !== undefined) return undefined;
  return enqueueTask(tx, now, { kind: "init", agentId, repositoryId, origin: "manual", spec: {} });
}
