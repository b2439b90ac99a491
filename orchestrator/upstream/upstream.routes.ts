import type { FastifyInstance } from "fastify";
import type { AuditAction } from "#contract/audit";
import { getUpstream, joinUpstream as joinEndpoint, leaveUpstream } from "#contract/upstream";
import { writeAudit } from "../audit/audit.ts";
import type { Database } from "../db/database.ts";
import { actorOf } from "../http/caller.ts";
import { DomainError } from "../http/errors.ts";
import { serve } from "../http/serve.ts";
import type { Follower } from "./follower.ts";
import { followedUpstream } from "./upstream.store.ts";
import { viewUpstream } from "./view-upstream.ts";

type Deps = { db: Database; now: () => Date; follower: Follower };

export function upstreamRoutes(app: FastifyInstance, { db, now, follower }: Deps): void {
  const audit = (actor: string, action: AuditAction, name: string) =>
    db.write((tx) => writeAudit(tx, { at: now(), actor, action, object: `orchestrator ${name}` }));

  serve(app, getUpstream)(async () => viewUpstream(db.read, follower.contact));

  serve(
    app,
    joinEndpoint,
  )(async ({ body }, request) => {
    const { name } = await follower.join(body);
    await audit(actorOf(request), "upstream.join", name);
    return viewUpstream(db.read, follower.contact);
  });

  serve(
    app,
    leaveUpstream,
  )(async (_input, request) => {
    const known = await followedUpstream(db.read);
    if (known === undefined) throw new DomainError("not-found", "This computer follows nobody.");
    await follower.leave(actorOf(request));
    await audit(actorOf(request), "upstream.leave", known.name);
  });
}
