import type { FastifyInstance } from "fastify";
import { answerConsentRequest, type ConsentRequest, listConsentRequests } from "#contract/consents";
import { restoreSpec } from "#contract/task";
import { writeAudit } from "../audit/audit.ts";
import type { Database, Db } from "../db/database.ts";
import { actorOf } from "../http/caller.ts";
import { notFound } from "../http/errors.ts";
import { serve } from "../http/serve.ts";
import type { TaskNews } from "../tasks/task-news.ts";
import { readTask } from "../tasks/tasks.store.ts";
import { answerConsent } from "./answer-consent.ts";

type Deps = { db: Database; now: () => Date } & Pick<TaskNews, "taskAdded" | "taskChanged">;

/** What the orchestrator above may do to this machine only with a yes from here. */
export function consentRoutes(app: FastifyInstance, { db, now, taskAdded, taskChanged }: Deps): void {
  serve(app, listConsentRequests)(async () => ({ items: await openRequests(db.read) }));

  serve(
    app,
    answerConsentRequest,
  )(async ({ params, body }, request) => {
    const actor = actorOf(request);
    const row = await db.write(async (tx) => {
      const task = await answerConsent(tx, { ...body, ...params, actor }, now());
      const action = body.allow ? "restore.allow" : "restore.refuse";
      await writeAudit(tx, { at: now(), actor, action, object: `task ${task.id}` });
      return task;
    });
    if (body.allow) taskAdded({ taskId: row.id, agentId: row.agent_id, policyId: null });
    else taskChanged(row);
    const task = await readTask(db.read, row.id);
    if (task === undefined) throw notFound("task");
    return task;
  });
}

export async function openRequests(db: Db): Promise<ConsentRequest[]> {
  const rows = await db
    .selectFrom("consent")
    .innerJoin("task", "task.id", "consent.task_id")
    .innerJoin("repository", "repository.id", "task.repository_id")
    .select(["consent.task_id", "asked_by", "asked_at", "expires_at", "repository.name", "task.spec_json"])
    .where("answer", "is", null)
    .where("task.finished_at", "is", null)
    .orderBy("asked_at")
    .execute();
  return rows.map((row) => {
    const { snapshotId, paths, inPlace, target, overwrite } = restoreSpec.parse(JSON.parse(row.spec_json));
    return {
      ...{ taskId: row.task_id, askedBy: row.asked_by, askedAt: row.asked_at, expiresAt: row.expires_at },
      ...{ repositoryName: row.name, snapshotId, paths, overwrite },
      target: inPlace ? null : (target ?? null),
    };
  });
}
