import type { FastifyInstance } from "fastify";
import { acknowledgeWarnings, listRepositoryWarnings } from "#contract/repository-warnings";
import { writeAudit } from "../audit/audit.ts";
import type { Database } from "../db/database.ts";
import type { Publish } from "../events/live-events.ts";
import { actorOf } from "../http/caller.ts";
import { notFound } from "../http/errors.ts";
import { serve } from "../http/serve.ts";
import { acknowledge } from "./acknowledge.ts";
import { warningsOf } from "./warnings.store.ts";

type Deps = { db: Database; now: () => Date; publish: Publish };

export function repositoryWarningRoutes(app: FastifyInstance, { db, now, publish }: Deps): void {
  async function assertKnown(id: string): Promise<void> {
    const row = await db.read.selectFrom("repository").select("id").where("id", "=", id).executeTakeFirst();
    if (row === undefined) throw notFound("repository");
  }

  serve(
    app,
    listRepositoryWarnings,
  )(async ({ params }) => {
    await assertKnown(params.id);
    return { items: await warningsOf(db.read, params.id) };
  });

  serve(
    app,
    acknowledgeWarnings,
  )(async ({ params, body }, request) => {
    await assertKnown(params.id);
    await db.write(async (tx) => {
      const at = now();
      const actor = actorOf(request);
      const given = { repositoryId: params.id, warningIds: body.warningIds, actor };
      const seen = await acknowledge(tx, given, at);
      await writeAudit(tx, {
        at,
        actor,
        action: "repository.acknowledge",
        object: `repository ${params.id}`,
        detail: seen.join(" ").slice(0, 1_000),
      });
    });
    publish({ type: "repository", repositoryId: params.id });
    return { items: await warningsOf(db.read, params.id) };
  });
}
