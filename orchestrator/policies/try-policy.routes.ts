import type { FastifyInstance } from "fastify";
import { tryPolicy as tryEndpoint, tryUnsavedPolicy } from "#contract/policies";
import { writeAudit } from "../audit/audit.ts";
import type { Database } from "../db/database.ts";
import { actorOf } from "../http/caller.ts";
import { notFound } from "../http/errors.ts";
import { serve } from "../http/serve.ts";
import type { QuestionDesk } from "../questions/desk.ts";
import { whenGone } from "../questions/when-gone.ts";
import type { Seal } from "../secrets/seal.ts";
import { readPolicy } from "./policies.store.ts";
import { tryPolicy } from "./try-policy.ts";

type Deps = { db: Database; now: () => Date; seal: Seal; desk: QuestionDesk };

export function tryPolicyRoutes(app: FastifyInstance, { db, now, seal, desk }: Deps): void {
  const audit = (actor: string, object: string, agentId: string | undefined) =>
    db.write((tx) =>
      writeAudit(tx, {
        at: now(),
        actor,
        action: "policy.try",
        object,
        ...(agentId !== undefined && { detail: `on machine ${agentId}` }),
      }),
    );

  serve(
    app,
    tryEndpoint,
  )(async ({ params, body: { agentId } }, request, reply) => {
    const policy = await readPolicy(db.read, params.id);
    if (policy === undefined) throw notFound("policy");
    await audit(actorOf(request), `policy ${policy.id}`, agentId);
    return tryPolicy({ db: db.read, seal, desk }, { policy, agentId, signal: whenGone(reply) });
  });

  serve(
    app,
    tryUnsavedPolicy,
  )(async ({ body: { agentId, ...policy } }, request, reply) => {
    await audit(actorOf(request), "policy that is not saved", agentId);
    return tryPolicy({ db: db.read, seal, desk }, { policy, agentId, signal: whenGone(reply) });
  });
}
