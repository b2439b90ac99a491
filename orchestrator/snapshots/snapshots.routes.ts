import type { FastifyInstance } from "fastify";
import { createRestore, listSnapshots, readTree } from "#contract/snapshots";
import { writeAudit } from "../audit/audit.ts";
import type { Database } from "../db/database.ts";
import { actorOf } from "../http/caller.ts";
import { decodeCursor, encodeCursor } from "../http/cursor.ts";
import { invalidField, notFound } from "../http/errors.ts";
import { serve } from "../http/serve.ts";
import { chooseAgent } from "../questions/choose-agent.ts";
import type { QuestionDesk } from "../questions/desk.ts";
import { whenGone } from "../questions/when-gone.ts";
import { accessOf } from "../repositories/open-repository.ts";
import type { Seal } from "../secrets/seal.ts";
import type { TaskAdded } from "../tasks/task-added.ts";
import { readTask } from "../tasks/tasks.store.ts";
import { enqueueRestore } from "./create-restore.ts";
import { createFolderCache } from "./folder-cache.ts";
import { readFolder } from "./read-folder.ts";
import { findSnapshots } from "./snapshots.store.ts";

type Deps = { db: Database; now: () => Date; seal: Seal; desk: QuestionDesk; taskAdded: TaskAdded };

export function snapshotRoutes(app: FastifyInstance, { db, now, seal, desk, taskAdded }: Deps): void {
  const folders = createFolderCache();

  async function repositoryRow(id: string) {
    const row = await db.read.selectFrom("repository").selectAll().where("id", "=", id).executeTakeFirst();
    if (row === undefined) throw notFound("repository");
    return row;
  }

  serve(
    app,
    listSnapshots,
  )(async ({ params, query }) => {
    await repositoryRow(params.id);
    return findSnapshots(db.read, params.id, query);
  });

  serve(
    app,
    readTree,
  )(async ({ params: { snapshotId }, query }, _request, reply) => {
    const row = await repositoryRow(query.repository);
    const path = query.path.replace(/(?<=.)\/+$/, "");
    const from = query.cursor === undefined ? 0 : positionOf(query.cursor);
    // The revision: after a change of its place the same snapshot may not be there any more.
    const key = JSON.stringify([row.id, row.revision, snapshotId, path]);
    let entries = folders.get(key);
    if (entries === undefined) {
      const agentId = await chooseAgent(db.read, row.id, query.agent);
      const repository = accessOf(row, seal);
      entries = await readFolder(
        desk,
        { snapshotId, path },
        { agentId, repository, signal: whenGone(reply) },
      );
      folders.put(key, entries);
    }
    const end = from + query.limit;
    return {
      path,
      items: entries.slice(from, end),
      nextCursor: end < entries.length ? encodeCursor([end]) : null,
    };
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

/** A snapshot never changes, so a place in its sorted folder stays the same. */
function positionOf(cursor: string): number {
  const [position = ""] = decodeCursor(cursor, 1);
  if (!/^\d{1,6}$/.test(position)) throw invalidField("cursor", "is not a cursor of this list");
  return Number(position);
}
