import type { FastifyInstance, FastifyReply } from "fastify";
import {
  createRepository as createEndpoint,
  deleteRepository as deleteEndpoint,
  getRepository,
  listRepositories,
  type RepositoryUpdate,
  replaceRepository as replaceEndpoint,
} from "#contract/repositories";
import { writeAudit } from "../audit/audit.ts";
import type { Database } from "../db/database.ts";
import type { Publish } from "../events/live-events.ts";
import { actorOf } from "../http/caller.ts";
import { notFound } from "../http/errors.ts";
import { ifMatch } from "../http/etag.ts";
import { serve } from "../http/serve.ts";
import { bumpRevisions } from "../policies/bump-revisions.ts";
import type { QuestionDesk } from "../questions/desk.ts";
import { whenGone } from "../questions/when-gone.ts";
import type { Seal } from "../secrets/seal.ts";
import type { TaskAdded } from "../tasks/task-added.ts";
import type { TaskNews } from "../tasks/task-news.ts";
import { deleteRepository, makeWay, untilEnded } from "./delete-repository.ts";
import { probeRoutes } from "./probe.routes.ts";
import { recoveryKitRoutes } from "./recovery-kit.routes.ts";
import { findRepositories, readRepository } from "./repositories.store.ts";
import { repositoryRow } from "./repository-row.ts";
import { createRepository, replaceRepository, type Saved } from "./save-repository.ts";
import { replacesProven, tryNewPassword } from "./try-password.ts";

type Deps = {
  db: Database;
  now: () => Date;
  seal: Seal;
  desk: QuestionDesk;
  publish: Publish;
  taskAdded: TaskAdded;
  taskChanged: TaskNews["taskChanged"];
  /** Does it look after other machines? */
  orchestratorMode: () => boolean;
};

export function repositoryRoutes(app: FastifyInstance, deps: Deps): void {
  const { db, now, seal, publish, taskAdded, taskChanged, orchestratorMode } = deps;

  async function shown(id: string, reply: FastifyReply) {
    const repository = await readRepository(db.read, id);
    if (repository === undefined) throw notFound("repository");
    reply.header("etag", `"${repository.revision}"`);
    return repository;
  }

  function announce({ id, tasks }: Saved): void {
    publish({ type: "repository", repositoryId: id });
    for (const task of tasks) taskAdded({ ...task, policyId: null });
  }

  /** The revision for which a new password was seen to open the repository; undefined where there was nothing to try. */
  async function tried(
    id: string,
    input: RepositoryUpdate,
    revision: number | undefined,
    reply: FastifyReply,
  ) {
    const row = await repositoryRow(db.read, id);
    const isRefused = row.managed_by !== null || (revision ?? row.revision) !== row.revision;
    if (isRefused || !replacesProven(row, input, seal)) return undefined;
    await tryNewPassword(deps, { row, input, signal: whenGone(reply) });
    return row.revision;
  }

  serve(app, listRepositories)(async ({ query }) => findRepositories(db.read, query));
  serve(app, getRepository)(async ({ params }, _request, reply) => shown(params.id, reply));

  serve(
    app,
    createEndpoint,
  )(async ({ body }, request, reply) => {
    const saved = await db.write(async (tx) => {
      const at = now();
      const created = await createRepository({ tx, seal }, body, orchestratorMode(), at);
      const object = `repository ${created.id}`;
      await writeAudit(tx, {
        at,
        actor: actorOf(request),
        action: "repository.create",
        object,
        detail: body.name,
      });
      return created;
    });
    announce(saved);
    return shown(saved.id, reply);
  });

  serve(
    app,
    replaceEndpoint,
  )(async ({ params, body }, request, reply) => {
    const revision = ifMatch(request);
    const triedFor = await tried(params.id, body, revision, reply);
    const saved = await db.write(async (tx) => {
      const at = now();
      const changed = await replaceRepository({ tx, seal }, params.id, body, { revision, triedFor }, at);
      await bumpRevisions(tx, { repositoryId: params.id });
      const object = `repository ${params.id}`;
      await writeAudit(tx, {
        at,
        actor: actorOf(request),
        action: "repository.change",
        object,
        detail: body.name,
      });
      return changed;
    });
    announce(saved);
    return shown(saved.id, reply);
  });

  serve(
    app,
    deleteEndpoint,
  )(async ({ params }, request) => {
    const known = { revision: ifMatch(request), actor: actorOf(request) };
    const stopped = await db.write((tx) => makeWay(tx, params.id, known, now()));
    for (const task of stopped) taskChanged(task);
    await untilEnded(
      db.read,
      stopped.map((task) => task.id),
    );
    await db.write(async (tx) => {
      const detail = await deleteRepository(tx, params.id, known.revision);
      const object = `repository ${params.id}`;
      await writeAudit(tx, {
        at: now(),
        actor: actorOf(request),
        action: "repository.delete",
        object,
        detail,
      });
    });
    publish({ type: "repository", repositoryId: params.id });
  });

  probeRoutes(app, deps);
  recoveryKitRoutes(app, deps);
}
