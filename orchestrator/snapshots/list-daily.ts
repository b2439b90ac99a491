import type { Database, Tx } from "../db/database.ts";
import { toInstant } from "../ids.ts";
import { maintenanceAgentOf } from "../maintenance/maintenance-agent.ts";
import { setUpkeep } from "../repositories/upkeep.store.ts";
import { enqueueTask } from "../tasks/enqueue-task.ts";
import type { AddedTask } from "../tasks/task-added.ts";

const DAY_MS = 86_400_000;
/** A machine that could not list is asked again after so long. */
const ASK_AGAIN_MS = 6 * 3_600_000;

/** Has every repository in use listed at least once a day, so that a snapshot that comes or goes by itself is noticed. */
export async function listDaily(db: Database, now: Date): Promise<AddedTask[]> {
  const before = (ms: number) => toInstant(new Date(now.getTime() - ms));
  const due = await db.read
    .selectFrom("repository_upkeep")
    .innerJoin("repository", "repository.id", "repository_upkeep.repository_id")
    .select("repository.id")
    // Whoever manages it has it listed.
    .where("repository.managed_by", "is", null)
    // What lies ahead was noted by a clock that has been set back since.
    .where((eb) => eb.or([eb("listed_at", "<=", before(DAY_MS)), eb("listed_at", ">", before(-DAY_MS))]))
    .where((eb) =>
      eb.or([
        eb("listing_asked_at", "is", null),
        eb("listing_asked_at", "<=", before(ASK_AGAIN_MS)),
        eb("listing_asked_at", ">", before(-DAY_MS)),
      ]),
    )
    .execute();
  const added = await Promise.all(due.map(({ id }) => db.write((tx) => enqueueListing(tx, id, now))));
  return added.filter((task) => task !== undefined);
}

async function enqueueListing(tx: Tx, repositoryId: string, now: Date): Promise<AddedTask | undefined> {
  const agent = await maintenanceAgentOf(tx, repositoryId);
  if (agent === undefined) return undefined;
  await setUpkeep(tx, repositoryId, { listing_asked_at: toInstant(now) });
  const open = await tx
    .selectFrom("task")
    .select("id")
    .where("repository_id", "=", repositoryId)
    .where("kind", "=", "snapshots")
    .where("finished_at", "is", null)
    .executeTakeFirst();
  if (open !== undefined) return undefined;
  const taskId = await enqueueTask(tx, now, {
    kind: "snapshots",
    agentId: agent.id,
    repositoryId,
    origin: "schedule",
    spec: {},
  });
  return { taskId, agentId: agent.id, policyId: null };
}
