import * as z from "zod";
import { type Registration, registerAgent } from "#contract/agent-protocol";
import { createCaller, ProblemError, type StreamingFetch } from "#contract/call";
import type { Reply } from "#contract/endpoint";
import { PROTOCOL_VERSION } from "#contract/version";
import { type AgentRow, localAgentId, readAgentRow } from "../agents/agents.store.ts";
import type { Database, Db } from "../db/database.ts";
import { decodeJoinCode, type JoinCode } from "../enrolments/join-code.ts";
import { orchestratorId } from "../enrolments/orchestrator-id.ts";
import { DomainError, invalidField } from "../http/errors.ts";
import { toInstant } from "../ids.ts";
import type { Seal } from "../secrets/seal.ts";
import { type ConnectUpstream, PATIENCE_MS, targetOf } from "./client.ts";
import { changeUpstream, keyPlace, readUpstream, type UpstreamRow, writeUpstream } from "./upstream.store.ts";

type Deps = { db: Database; seal: Seal; now: () => Date; connect: ConnectUpstream | undefined };
export type Joined = { name: string };
export type Invited = {
  joinCode: string;
  labels?: string[];
  /** Where to look for it besides the places that the code knows. */
  address?: string;
};

const addressList = z.array(z.string());

/** The pin is compared before anything is sent; then the code lets this machine in, and its key is sealed. */
export async function joinUpstream(deps: Deps, given: Invited): Promise<Joined> {
  const { db, seal, now, connect } = deps;
  const code = decodeJoinCode(given.joinCode);
  const join = { ...code, addresses: [...code.addresses, ...(given.address ? [given.address] : [])] };
  const known = await readUpstream(db.read);
  await assertMayFollow(deps, join, known);
  if (connect === undefined) throw new DomainError("wrong-state", "This install cannot follow another one.");
  const machine = await thisMachine(db.read);
  const isSame = known?.orchestrator_id === join.orchestratorId;
  const machineId = isSame ? known.machine_id : machine.machine_id;
  const pinned = {
    orchestrator_id: join.orchestratorId,
    pin: join.caPin ?? "",
    addresses_json: JSON.stringify(join.addresses),
  };
  const link = connect(targetOf(pinned));
  try {
    const itself = registrationOf(machine, machineId);
    if (
      known?.sealed_key != null &&
      (await isStillLetIn(link.fetch, seal.open(known.sealed_key, keyPlace), itself))
    )
      return await keepFollowing(db, known, join.addresses);
    const body = { ...itself, ...(given.labels && { labels: given.labels }) };
    const registered = await register(link.fetch, join.code, body);
    const { agentKey, agentId, status } = registered;
    if (agentKey === undefined) throw new DomainError("internal", "The orchestrator gave no key.");
    const name = registered.orchestratorName ?? new URL(join.addresses[0] ?? "").hostname;
    await db.write((tx) =>
      writeUpstream(tx, {
        ...pinned,
        name,
        status,
        machine_id: registered.machineId ?? machineId,
        agent_id: agentId,
        sealed_key: seal.seal(agentKey, keyPlace),
        host: null,
        policy_revision: null,
        joined_at: toInstant(now()),
        last_contact_at: toInstant(now()),
        ended_reason: null,
      }),
    );
    return { name };
  } finally {
    link.close();
  }
}

/** The code only says where it is now: a new identity would have to wait, and what is not told yet would be nobody's. */
async function keepFollowing(db: Database, known: UpstreamRow, told: string[]): Promise<Joined> {
  const before = addressList.parse(JSON.parse(known.addresses_json));
  const addresses_json = JSON.stringify([...new Set([...told, ...before])]);
  await db.write((tx) => changeUpstream(tx, { addresses_json }));
  return { name: known.name };
}

async function assertMayFollow(
  { db, now }: Deps,
  join: JoinCode,
  known: UpstreamRow | undefined,
): Promise<void> {
  if (join.caPin === null || join.addresses.some((address) => !address.startsWith("https:"))) {
    throw invalidField(
      "joinCode",
      "was made while other machines could not reach that orchestrator; switch orchestrator mode on there, then make a new code",
    );
  }
  if (join.orchestratorId === (await db.write((tx) => orchestratorId(tx, now())))) {
    throw invalidField("joinCode", "is one of this computer itself; use it on another one");
  }
  if (known?.sealed_key != null && known.orchestrator_id !== join.orchestratorId) {
    throw new DomainError(
      "wrong-state",
      `This computer follows ${known.name} already. Leave it first, then join the other one.`,
    );
  }
  if (known?.sealed_key != null && known.pin !== join.caPin) {
    throw new DomainError(
      "not-your-orchestrator",
      `The code says that it is of ${known.name}, which this computer follows, but with another key. If that one was set up anew, leave it first; if not, somebody else made the code.`,
    );
  }
}

/** As its own agent has described it. */
export async function thisMachine(db: Db): Promise<AgentRow> {
  const id = await localAgentId(db);
  const machine = id === null ? undefined : await readAgentRow(db, id);
  if (machine !== undefined) return machine;
  throw new DomainError(
    "wrong-state",
    "This install runs no agent, so there is no machine that could be looked after. Start it without --no-agent.",
  );
}

export function registrationOf(machine: AgentRow, machineId: string): Registration {
  return {
    machineId,
    hostname: machine.hostname,
    os: machine.os as Registration["os"],
    osVersion: machine.os_version,
    arch: machine.arch,
    appVersion: machine.app_version,
    resticVersion: machine.restic_version,
    protocolVersion: PROTOCOL_VERSION,
    timeZone: machine.time_zone,
  };
}

/** With the key that it has: whoever answers holds the pinned key that this one was sealed for. */
async function isStillLetIn(fetch: StreamingFetch, key: string, body: Registration): Promise<boolean> {
  try {
    return (await register(fetch, key, body)).status === "active";
  } catch (error) {
    if (error instanceof DomainError && error.code === "invalid-field") return false;
    throw error;
  }
}

async function register(
  fetch: StreamingFetch,
  code: string,
  body: Registration,
): Promise<Reply<typeof registerAgent>> {
  const headers = () => ({ authorization: `Bearer ${code}` });
  const call = createCaller({ baseUrl: "", fetch, headers });
  try {
    return await call(registerAgent, { body }, { signal: AbortSignal.timeout(PATIENCE_MS) });
  } catch (error) {
    throw refusalOf(error);
  }
}

function refusalOf(error: unknown): unknown {
  if (error instanceof ProblemError) {
    const { code, status, detail, title } = error.problem;
    const words = detail ?? title;
    if (status === 401 || status === 429) return invalidField("joinCode", words);
    if (code === "protocol-too-old") return new DomainError("protocol-too-old", words, { cause: error });
    return new DomainError("machine-refused", words, { cause: error });
  }
  if (!(error instanceof Error)) return error;
  const code = isForeign(error) ? "not-your-orchestrator" : "machine-did-not-answer";
  return new DomainError(code, error.message, { cause: error });
}

/** What connects says so where somebody with another key answers. */
function isForeign(error: Error): boolean {
  return "code" in error && error.code === "not-your-orchestrator";
}
