import { atMost } from "../db/at-most.ts";
import type { Tx } from "../db/database.ts";
import { newSecret, toInstant } from "../ids.ts";
import { blockedBy } from "./repository-lease.ts";
import { LONGEST_FIRST_WAIT_MS, LONGEST_WAIT_MS } from "./retry-rules.ts";
import { holdOf, postpone, skipTask } from "./start-conditions.ts";
import type { TaskRow } from "./tasks.store.ts";

/** An offer that nobody acknowledged is made again after this long. */
export const OFFER_MS = 30_000;

const PAGE = 50;

/** A machine may go on for so long with what we gave up; restic's own lock is behind it after that. */
const DOUBTED_MS = 30 * 24 * 3_600_000;

/** Who asks, and the attempts that it works on as far as anybody knows, also those that we gave up; or it has not told yet. */
type Machine = { agentId: string; atWork: ReadonlyMap<string, number>; hasTold: boolean };
type Claim = { claimed: TaskRow[]; skipped: TaskRow[] };

/**
 * Offers an agent its oldest tasks that may run now, and gives up those whose time is over. Two claims never give out the same
 * attempt twice within the time of an offer.
 */
export async function claimTasks(tx: Tx, machine: Machine, limit: number, now: Date): Promise<Claim> {
  const { agentId } = machine;
  const givenUp = await givenUpButAtWork(tx, agentId, await maybeAtWork(tx, machine, now));
  const claimed: TaskRow[] = [];
  const skipped: TaskRow[] = [];
  for await (const task of claimable(tx, agentId, now)) {
    if (claimed.length === limit) break;
    const hold = task.status === "offered" ? undefined : await holdOf(tx, task, now);
    if (hold !== undefined) {
      if (hold.waits) await postpone(tx, task, hold.reason, now);
      else skipped.push(...[await skipTask(tx, task, hold.reason, now)].filter((one) => one !== undefined));
      continue;
    }
    const obstacle = await obstacleOf(tx, task, givenUp, now);
    if (obstacle === undefined) claimed.push(await offer(tx, task, now));
    else await explainWait(tx, task, obstacle);
  }
  return { claimed, skipped };
}

/** What was offered once holds its place: to look again could let it and a newer one wait for each other. */
async function obstacleOf(tx: Tx, task: TaskRow, givenUp: OpenTask[], now: Date) {
  if (task.status === "offered") return undefined;
  const others = await openTasksIn(tx, task.repository_id);
  const alsoAtWork = givenUp.filter((one) => one.repository_id === task.repository_id);
  return blockedBy(task, [...others, ...alsoAtWork], toInstant(now));
}

/** Before a machine has told, it may still be at every attempt that we gave up. */
async function maybeAtWork(
  tx: Tx,
  { agentId, atWork, hasTold }: Machine,
  now: Date,
): Promise<ReadonlyMap<string, number>> {
  if (hasTold) return atWork;
  const lost = await tx
    .selectFrom("run")
    .select(["task_id", "attempt"])
    .where("agent_id", "=", agentId)
    .where("started_at", ">", toInstant(new Date(now.getTime() - DOUBTED_MS)))
    .where("status", "=", "lost")
    .orderBy("started_at", "desc")
    .limit(atMost(1_000))
    .execute();
  return new Map([...lost.reverse().map(({ task_id, attempt }) => [task_id, attempt] as const), ...atWork]);
}

/** Attempts that ended here but not there: until their machine has stopped them, nothing may run beside them. */
async function givenUpButAtWork(
  tx: Tx,
  agentId: string,
  atWork: ReadonlyMap<string, number>,
): Promise<OpenTask[]> {
  if (atWork.size === 0) return [];
  const rows = await taskWithHost(tx)
    .where("agent_id", "=", agentId)
    .where("task.id", "in", [...atWork.keys()])
    .execute();
  return rows
    .filter((row) => !isHeld(row) || row.attempt !== atWork.get(row.id))
    .map((row) => ({ ...row, id: `${row.id}/${atWork.get(row.id)}`, status: "running" }));
}

function isHeld({ status }: OpenTask): boolean {
  return status === "running" || status === "unreachable";
}

/** Oldest first, a page at a time: those that have to wait for others may be many. */
async function* claimable(tx: Tx, agentId: string, now: Date): AsyncGenerator<TaskRow> {
  let page: TaskRow[] = [];
  do {
    page = await claimablePage(tx, { agentId, after: page.at(-1) }, now);
    yield* page;
  } while (page.length === PAGE);
}

function claimablePage(
  tx: Tx,
  { agentId, after }: { agentId: string; after: TaskRow | undefined },
  now: Date,
): Promise<TaskRow[]> {
  const nowText = toInstant(now);
  const from = after ?? { created_at: "", id: "" };
  return tx
    .selectFrom("task")
    .selectAll()
    .where("agent_id", "=", agentId)
    .where("finished_at", "is", null)
    .where((eb) =>
      eb.or([
        eb("created_at", ">", from.created_at),
        eb.and([eb("created_at", "=", from.created_at), eb("id", ">", from.id)]),
      ]),
    )
    .where((eb) =>
      eb.or([
        eb.and([
          eb("status", "=", "queued"),
          eb.or([
            eb("not_before", "is", null),
            eb("not_before", "<=", nowText),
            // Reckoned with a clock that has been set back since.
            eb("not_before", ">", toInstant(new Date(now.getTime() + LONGEST_FIRST_WAIT_MS))),
            eb.and([
              eb("last_run_id", "is not", null),
              eb("not_before", ">", toInstant(new Date(now.getTime() + LONGEST_WAIT_MS))),
            ]),
          ]),
        ]),
        eb.and([
          eb("status", "=", "offered"),
          // One of the future was made before the clock was set back.
          eb.or([
            eb("offered_at", "<=", toInstant(new Date(now.getTime() - OFFER_MS))),
            eb("offered_at", ">", nowText),
          ]),
        ]),
      ]),
    )
    .orderBy("created_at")
    .orderBy("id")
    .limit(atMost(PAGE))
    .execute();
}

function openTasksIn(tx: Tx, repositoryId: string): Promise<OpenTask[]> {
  return taskWithHost(tx)
    .where("repository_id", "=", repositoryId)
    .where("finished_at", "is", null)
    .execute();
}

function taskWithHost(tx: Tx) {
  return tx
    .selectFrom("task")
    .innerJoin("agent", "agent.id", "task.agent_id")
    .select([
      "task.id",
      "task.attempt",
      "repository_id",
      "kind",
      "task.status",
      "policy_id",
      "agent_id",
      "task.created_at",
      "not_before",
      "agent.hostname",
      "agent.reachability",
    ]);
}
type OpenTask = Awaited<ReturnType<ReturnType<typeof taskWithHost>["execute"]>>[number];

/** A first offer starts a new attempt; a repeated one is the same attempt with the same lease. */
function offer(tx: Tx, task: TaskRow, now: Date): Promise<TaskRow> {
  const isNew = task.status === "queued";
  return tx
    .updateTable("task")
    .set({
      status: "offered",
      offered_at: toInstant(now),
      reason: null,
      ...(isNew && { attempt: task.attempt + 1, lease_token: newSecret("lease") }),
    })
    .where("id", "=", task.id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

async function explainWait(
  tx: Tx,
  task: TaskRow,
  obstacle: { kind: string; hostname: string },
): Promise<void> {
  const reason = `Waits for ${obstacle.kind} on ${obstacle.hostname}.`;
  if (task.reason === reason) return;
  await tx.updateTable("task").set({ reason }).where("id", "=", task.id).execute();
}
