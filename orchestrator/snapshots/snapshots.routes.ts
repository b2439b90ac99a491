import type { FastifyInstance } from "fastify";
import { createRestore, listSnapshotDays, listSnapshots } from "#contract/snapshots";
import { writeAudit } from "../audit/audit.ts";
import type { Database } from "../db/database.ts";
import { actorOf } from "../http/caller.ts";
import { notFound } from "../http/errors.ts";
import { serve } from "../http/serve.ts";
import type { TaskAdded } from "../tasks/task-added.ts";
import { readTask } from "../tasks/tasks.store.ts";
import { enqueueRestore } from "./create-restore.ts";
import { findSnapshotDays } from "./snapshot-days.ts";
import { findSnapshots } from "./snapshots.store.ts";

type Deps = { db: Database; now: () => Date; taskAdded: TaskAdded };

/** What Holdfast knows of snapshots without asking a machine, and the order to bring files back. */
export function snapshotRoutes(app: FastifyInstance, { db, now, taskAdded }: Deps): void {
  async function assertKnown(id: string): Promise<void> {
    const row = await db.read.selectFrom("repository").select("id").where("id", "=", id).executeTakeFirst();
    if (row === undefined) throw notFound("repository");
  }

  serve(
    app,
    listSnapshots,
  )(async ({ params, query }) => {
    await assertKnown(params.id);
    return findSnapshots(db.read, params.id, query);
  });

  serve(
    app,
    listSnapshotDays,
  )(async ({ params, query }) => {
    await assertKnown(params.id);
    return { items: await findSnapshotDays(db.read, params.id, query), nextCursor: null };
  });

  serve(
    app,
    createRestore,
  )(async ({ body }, request) => {
    const { taskId, agentId } = await db.write(async (tx) => {
      const at = now();
      const made = await enqueueRestore(tx, body, at);
      const where = body.inPlace ? "in place" : `to ${body.target ?? "a new folder"}`;
      await writeAudit(tx, {
        at,
        actor: actorOf(request),
        action: "restore.create",
        object: `task ${made.taskId}`,
        detail: `snapshot ${made.spec.snapshotId} ${where} on machine ${made.agentId}`,
      });
      return made;
    });
    taskAdded({ taskId, agentId, policyId: null });
    const task = await readTask(db.read, taskId);
    if (task === undefined) throw notFound("task");
    return task;
  });
}
