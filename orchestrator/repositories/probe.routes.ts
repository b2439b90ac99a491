import type { FastifyInstance } from "fastify";
import { type ProbeStep, probeStep } from "#contract/questions";
import { type ProbeReply, testNewRepository, testRepository } from "#contract/repositories";
import type { RepositoryAccess } from "#contract/repository";
import { writeAudit } from "../audit/audit.ts";
import type { Database } from "../db/database.ts";
import { actorOf } from "../http/caller.ts";
import { notFound } from "../http/errors.ts";
import { serve } from "../http/serve.ts";
import { newId } from "../ids.ts";
import { askLines } from "../questions/ask-lines.ts";
import { chooseAnyAgent } from "../questions/choose-agent.ts";
import type { QuestionDesk } from "../questions/desk.ts";
import { whenGone } from "../questions/when-gone.ts";
import type { Seal } from "../secrets/seal.ts";
import { accessOf, composeAccess } from "./open-repository.ts";
import { credentialsFrom, placeFrom } from "./save-repository.ts";

type Deps = { db: Database; now: () => Date; seal: Seal; desk: QuestionDesk };

export function probeRoutes(app: FastifyInstance, { db, now, seal, desk }: Deps): void {
  async function probe(
    agentId: string | undefined,
    repository: RepositoryAccess,
    signal: globalThis.AbortSignal,
  ): Promise<ProbeReply> {
    const agent = await chooseAnyAgent(db.read, agentId);
    const question = { agentId: agent.id, kind: "probe", args: {}, repository, signal } as const;
    const steps: ProbeStep[] = [];
    for await (const step of askLines(desk, question, probeStep)) steps.push(step);
    const ok = steps.length > 0 && steps.every(({ status }) => status !== "failed");
    return { ok, hostname: agent.hostname, steps };
  }

  serve(
    app,
    testNewRepository,
  )(async ({ body }, _request, reply) => {
    const secrets = { password: body.password, credentials: credentialsFrom(body) };
    return probe(undefined, composeAccess(newId(now()), placeFrom(body), secrets), whenGone(reply));
  });

  serve(
    app,
    testRepository,
  )(async ({ params, body }, request, reply) => {
    const row = await db.read
      .selectFrom("repository")
      .selectAll()
      .where("id", "=", params.id)
      .executeTakeFirst();
    if (row === undefined) throw notFound("repository");
    await db.write((tx) =>
      writeAudit(tx, {
        at: now(),
        actor: actorOf(request),
        action: "repository.test",
        object: `repository ${row.id}`,
        ...(body.agentId !== undefined && { detail: `from machine ${body.agentId}` }),
      }),
    );
    return probe(body.agentId, accessOf(row, seal), whenGone(reply));
  });
}
