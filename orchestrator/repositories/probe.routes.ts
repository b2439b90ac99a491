import type { FastifyInstance } from "fastify";
import type { ProbeStep } from "#contract/questions";
import { type ProbeReply, testNewRepository, testRepository } from "#contract/repositories";
import type { RepositoryAccess } from "#contract/repository";
import { writeAudit } from "../audit/audit.ts";
import type { Database } from "../db/database.ts";
import { actorOf } from "../http/caller.ts";
import { invalidField } from "../http/errors.ts";
import { serve } from "../http/serve.ts";
import { newId } from "../ids.ts";
import { maintenanceAgentOf } from "../maintenance/maintenance-agent.ts";
import { chooseAnyAgent } from "../questions/choose-agent.ts";
import type { QuestionDesk } from "../questions/desk.ts";
import { whenGone } from "../questions/when-gone.ts";
import type { Seal } from "../secrets/seal.ts";
import { askProbe } from "./ask-probe.ts";
import { placeFrom, signInsFrom } from "./check-repository.ts";
import { accessOf, changedSignIns, composeAccess } from "./open-repository.ts";
import { repositoryRow } from "./repository-row.ts";

type Deps = { db: Database; now: () => Date; seal: Seal; desk: QuestionDesk };

export function probeRoutes(app: FastifyInstance, { db, now, seal, desk }: Deps): void {
  async function probe(
    agentId: string | undefined,
    repository: RepositoryAccess,
    signal: globalThis.AbortSignal,
  ): Promise<ProbeReply> {
    const agent = await chooseAnyAgent(db.read, agentId);
    const steps: ProbeStep[] = [];
    for await (const step of askProbe(desk, agent.id, repository, signal)) steps.push(step);
    const ok = steps.length > 0 && steps.every(({ status }) => status !== "failed");
    return { ok, hostname: agent.hostname, steps };
  }

  /** What may delete is given to the one machine that prunes. */
  async function agentFor(
    repositoryId: string,
    {
      agentId,
      credential,
    }: { agentId?: string | undefined; credential?: "writer" | "maintainer" | undefined },
  ): Promise<string | undefined> {
    if (credential !== "maintainer") return agentId;
    const maintainer = await maintenanceAgentOf(db.read, repositoryId);
    if (agentId !== undefined && agentId !== maintainer?.id)
      throw invalidField(
        "agentId",
        "only the machine that maintains the repository has this sign-in; leave it out",
      );
    return maintainer?.id;
  }

  serve(
    app,
    testNewRepository,
  )(async ({ body }, _request, reply) => {
    const secrets = { password: body.password, credentials: changedSignIns({}, signInsFrom(body)) };
    return probe(undefined, composeAccess(newId(now()), placeFrom(body), secrets), whenGone(reply));
  });

  serve(
    app,
    testRepository,
  )(async ({ params, body }, request, reply) => {
    const row = await repositoryRow(db.read, params.id);
    await db.write((tx) =>
      writeAudit(tx, {
        at: now(),
        actor: actorOf(request),
        action: "repository.test",
        object: `repository ${row.id}`,
        ...(body.agentId !== undefined && { detail: `from machine ${body.agentId}` }),
      }),
    );
    const agentId = await agentFor(row.id, body);
    return probe(agentId, accessOf(row, seal, body.credential), whenGone(reply));
  });
}
