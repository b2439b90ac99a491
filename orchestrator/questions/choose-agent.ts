import { isOnline, localAgentId } from "../agents/agents.store.ts";
import type { Db } from "../db/database.ts";
import { DomainError, invalidField } from "../http/errors.ts";

export type Chosen = { id: string; hostname: string };

/** Who is asked about a repository: the machine that is named, else the preferred or the local one, else one that is online and works with it. */
export async function chooseAgent(
  db: Db,
  repositoryId: string,
  named: string | undefined,
  preferred?: string,
): Promise<string> {
  const local = preferred ?? (await localAgentId(db));
  if (named !== undefined) {
    // Asking hands over the password, so a machine that has nothing to do with the repository is never asked.
    if (named !== local && !(await holders(db, repositoryId)).includes(named)) {
      throw invalidField("agent", "this machine has no policy that backs up to this repository");
    }
    return assertOnline(db, named);
  }
  if (local !== null && (await isOnline(db, local))) return local;
  for (const agentId of await holders(db, repositoryId)) {
    if (await isOnline(db, agentId)) return agentId;
  }
  throw noMachine();
}

/** The machine that an administrator names, whether it uses the repository yet or not; else the local one. */
export async function chooseAnyAgent(db: Db, named: string | undefined): Promise<Chosen> {
  const id = named ?? (await localAgentId(db));
  if (id === null) throw noMachine();
  const agent = await db
    .selectFrom("agent")
    .select(["id", "hostname"])
    .where("id", "=", id)
    .where("status", "=", "active")
    .executeTakeFirst();
  if (agent === undefined) throw invalidField("agentId", "there is no such machine");
  await assertOnline(db, id);
  return agent;
}

/** The machines that are online and work with the repository, then the local one, which may see it too. */
export async function onlineAgentsOf(db: Db, repositoryId: string): Promise<Chosen[]> {
  const local = await localAgentId(db);
  const ids = new Set([...(await holders(db, repositoryId)), ...(local === null ? [] : [local])]);
  if (ids.size === 0) return [];
  const online = await db
    .selectFrom("agent")
    .select(["id", "hostname"])
    .where("id", "in", [...ids])
    .where("status", "=", "active")
    .where("reachability", "=", "online")
    .execute();
  return [...ids].flatMap((id) => online.filter((agent) => agent.id === id));
}

async function holders(db: Db, repositoryId: string): Promise<string[]> {
  const rows = await db
    .selectFrom("assignment")
    .innerJoin("policy", "policy.id", "assignment.policy_id")
    .innerJoin("agent", "agent.id", "assignment.agent_id")
    .innerJoin("repository", (join) =>
      join.on((eb) =>
        eb("policy.repository_id", "=", eb.fn.coalesce("repository.parent_id", "repository.id")),
      ),
    )
    .select("assignment.agent_id")
    .distinct()
    .where("repository.id", "=", repositoryId)
    .where((eb) =>
      eb.or([
        eb("repository.agent_id", "is", null),
        eb("repository.agent_id", "=", eb.ref("assignment.agent_id")),
      ]),
    )
    .where("agent.status", "=", "active")
    .orderBy("assignment.agent_id")
    .execute();
  return rows.map((row) => row.agent_id);
}

async function assertOnline(db: Db, agentId: string): Promise<string> {
  if (await isOnline(db, agentId)) return agentId;
  throw new DomainError(
    "machine-did-not-answer",
    "The machine is offline, so it cannot be asked. Switch it on or choose another machine, then try again.",
  );
}

function noMachine(): DomainError {
  return new DomainError(
    "no-agent-for-repository",
    "No machine that could open this repository is online. Switch one on, then try again.",
  );
}
