import { setTimeout } from "node:timers/promises";
import { atMost } from "../db/at-most.ts";
import type { Db, Tx } from "../db/database.ts";
import { DomainError, notFound } from "../http/errors.ts";
import { cancelTask } from "../tasks/cancel-task.ts";
import type { TaskRow } from "../tasks/tasks.store.ts";
import { refuseManaged } from "../upstream/managed.ts";
import { ownRepositoriesOf, withOwn } from "./own-repositories.ts";
import { changedMeanwhile } from "./save-repository.ts";

const WAIT_MS = 100;
const MOST_WAITS = 80;

/** What Holdfast does there of its own accord. */
const LOOKS = ["init", "snapshots"];
const UPKEEP = ["check", "prune", "drill"];
const HAS_NOT_BEGUN = ["queued", "offered"];

/**
 * Before a deletion: looks end, also one that is at work, and upkeep that has not begun. Returns the tasks that changed; what is at
 * work there is only asked to stop. Refuses where the repository is in use otherwise.
 */
export async function makeWay(
  tx: Tx,
  id: string,
  { revision, actor }: { revision: number | undefined; actor: string },
  now: Date,
): Promise<TaskRow[]> {
  await readRemovable(tx, id, revision);
  await assertNoPolicy(tx, id);
  const tasks = await tx
    .selectFrom("task")
    .select(["id", "kind", "status"])
    .where("repository_id", "in", await withOwn(tx, id))
    .where("finished_at", "is", null)
    .execute();
  if (!tasks.every(givesWay)) throw busy();
  const changed: TaskRow[] = [];
  for (const task of tasks) changed.push(await cancelTask(tx, task.id, actor, now));
  return changed;
}

function givesWay({ kind, status }: Pick<TaskRow, "kind" | "status">): boolean {
  return LOOKS.includes(kind) || (UPKEEP.includes(kind) && HAS_NOT_BEGUN.includes(status));
}

async function readRemovable(tx: Tx, id: string, revision: number | undefined) {
  const row = await tx
    .selectFrom("repository")
    .select(["name", "managed_by", "revision"])
    .where("id", "=", id)
    .executeTakeFirst();
  if (row === undefined) throw notFound("repository");
  refuseManaged("repository", row.managed_by);
  if (revision !== undefined && revision !== row.revision) throw changedMeanwhile();
  return row;
}

/** Waits for their end, but only for some seconds: an agent that is there stops restic within one or two. */
export async function untilEnded(db: Db, taskIds: string[]): Promise<void> {
  for (let waits = 0; ; waits += 1) {
    const open = await db
      .selectFrom("task")
      .select("id")
      .where("id", "in", taskIds)
      .where("finished_at", "is", null)
      .executeTakeFirst();
    if (open === undefined || waits === MOST_WAITS) return;
    await setTimeout(WAIT_MS);
  }
}

/**
 * Forgets a repository; its runs stay in the history, and what restic stored stays where it is. Returns its name. Somebody may have
 * changed it while its tasks gave way.
 */
export async function deleteRepository(tx: Tx, id: string, revision?: number): Promise<string> {
  const row = await readRemovable(tx, id, revision);
  await assertNoPolicy(tx, id);
  await assertNoTask(tx, id);
  for (const own of await ownRepositoriesOf(tx, id)) await deleteRepository(tx, own.id);
  await tx.deleteFrom("repository").where("id", "=", id).execute();
  return row.name;
}

async function assertNoPolicy(tx: Tx, id: string): Promise<void> {
  const policies = await tx
    .selectFrom("policy")
    .select("name")
    .where("repository_id", "=", id)
    .orderBy("name")
    .limit(atMost(3))
    .execute();
  if (policies.length > 0) {
    const names = policies.map(({ name }) => `“${name}”`).join(", ");
    throw new DomainError(
      "in-use",
      `Policies back up to this repository: ${names}. Give them another one, then delete it.`,
    );
  }
}

async function assertNoTask(tx: Tx, id: string): Promise<void> {
  const task = await tx
    .selectFrom("task")
    .select("id")
    .where("repository_id", "=", id)
    .where("finished_at", "is", null)
    .executeTakeFirst();
  if (task !== undefined) throw busy();
}

function busy(): DomainError {
  return new DomainError(
    "in-use",
    "A task waits for this repository or works on it. Stop the task or wait for its end, then delete the repository.",
  );
}
