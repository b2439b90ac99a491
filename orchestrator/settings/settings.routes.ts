import type { FastifyInstance } from "fastify";
import { changeSettings as changeEndpoint, getSettings } from "#contract/settings";
import type { Database } from "../db/database.ts";
import { actorOf } from "../http/caller.ts";
import { ifMatch } from "../http/etag.ts";
import { serve } from "../http/serve.ts";
import { changeSettings } from "./change-settings.ts";
import { readSettings } from "./settings.store.ts";

type Deps = { db: Database; now: () => Date };

export function settingRoutes(app: FastifyInstance, { db, now }: Deps): void {
  serve(
    app,
    getSettings,
  )(async (_input, _request, reply) => {
    const settings = await readSettings(db.read);
    reply.header("etag", `"${settings.revision}"`);
    return settings;
  });

  serve(
    app,
    changeEndpoint,
  )(async ({ body }, request, reply) => {
    const asked = { values: body, revision: ifMatch(request), actor: actorOf(request), now: now() };
    const settings = await db.write((tx) => changeSettings(tx, asked));
    reply.header("etag", `"${settings.revision}"`);
    return settings;
  });
}
