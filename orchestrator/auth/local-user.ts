import type { FastifyInstance, FastifyRequest } from "fastify";
import { getMe } from "#contract/access";
import { getAgent, listAgentPolicies, pauseAgent, resumeAgent } from "#contract/agents";
import type { Endpoint, Validated } from "#contract/endpoint";
import { listNotices } from "#contract/notices";
import { reportPower } from "#contract/power";
import { getRun, listRuns } from "#contract/runs";
import { getStatus } from "#contract/status";
import { createTask } from "#contract/tasks";
import type { Db } from "../db/database.ts";
import { DomainError } from "../http/errors.ts";

type Deps = { db: { read: Db }; localAgentId: () => Promise<string | null> };
type Own = { agentId: string; db: Db };
type Rule = { endpoint: Endpoint; isAbout(input: never, own: Own): boolean | Promise<boolean> };

const rule = <E extends Endpoint>(
  endpoint: E,
  isAbout: (input: Validated<E>, own: Own) => boolean | Promise<boolean>,
): Rule => ({ endpoint, isAbout });

/** All that the people of this computer may do, each of it about this computer only. */
const RULES: Rule[] = [
  rule(getMe, () => true),
  rule(reportPower, () => true),
  rule(getStatus, ({ query }, { agentId }) => query.agent === agentId),
  rule(listRuns, ({ query }, { agentId }) => query.agent === agentId),
  rule(listNotices, ({ query }, { agentId }) => query.agent === agentId),
  rule(getRun, ({ params }, own) => isOwnRun(own, params.id)),
  rule(getAgent, ({ params }, { agentId }) => params.id === agentId),
  rule(listAgentPolicies, ({ params }, { agentId }) => params.id === agentId),
  rule(pauseAgent, ({ params }, { agentId }) => params.id === agentId),
  rule(resumeAgent, ({ params }, { agentId }) => params.id === agentId),
  rule(
    createTask,
    ({ body }, { agentId }) => body.kind === "backup" && (body.agentId ?? agentId) === agentId,
  ),
];

const ruleOf = (request: FastifyRequest) => RULES.find(({ endpoint }) => endpoint === request.endpoint);

/** Before its body is read, a request of theirs must be one of those. */
export function allowLocalUser(request: FastifyRequest): void {
  if (ruleOf(request) === undefined) throw refusal();
}

/** Once it is read, it must be about this computer. */
export function keepLocalUsersAtHome(app: FastifyInstance, { db, localAgentId }: Deps): void {
  async function keepAtHome(request: FastifyRequest): Promise<void> {
    const agentId = (await localAgentId()) ?? "";
    const input = { params: request.params, query: request.query, body: request.body } as never;
    if ((await ruleOf(request)?.isAbout(input, { agentId, db: db.read })) !== true) throw refusal();
  }

  app.addHook("preHandler", (request, _reply, done) => {
    const isOpen = request.endpoint?.access === "nobody";
    if (request.caller?.kind === "local-user" && !isOpen) return keepAtHome(request);
    done();
    return undefined;
  });
}

const refusal = () =>
  new DomainError(
    "not-allowed",
    "Holdfast is a service of this computer. Everybody here may see how it is protected, back it up and pause that; the rest needs an administrator: on the command line, run it again with sudo (on Windows: in a terminal of an administrator).",
  );

async function isOwnRun({ db, agentId }: Own, runId: string): Promise<boolean> {
  const run = await db
    .selectFrom("run")
    .select("id")
    .where("id", "=", runId)
    .where("agent_id", "=", agentId)
    .executeTakeFirst();
  return run !== undefined;
}
