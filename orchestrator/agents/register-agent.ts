import type { Registration } from "#contract/agent-protocol";
import { PROTOCOL_VERSION } from "#contract/version";
import type { Tx } from "../db/database.ts";
import { useCode } from "../enrolments/use-code.ts";
import type { Caller } from "../http/caller.ts";
import { DomainError } from "../http/errors.ts";
import { hashSecret, newId, toInstant } from "../ids.ts";
import { newAgentKey } from "./agent-key.ts";
import { type AgentRow, readAgentRow, recordAgentEvent } from "./agents.store.ts";

type Registered = { agent: AgentRow; agentKey?: string; isNew: boolean };

/** Lets a machine in with a code, or takes its new metadata with its key. Names are no identity: only the key and the machine id are. */
export async function registerAgent(
  tx: Tx,
  caller: Caller,
  body: Registration,
  now: Date,
): Promise<Registered> {
  if (body.protocolVersion < PROTOCOL_VERSION) {
    throw new DomainError(
      "protocol-too-old",
      `This agent speaks version ${body.protocolVersion} of the protocol; version ${PROTOCOL_VERSION} is needed. Update Holdfast there.`,
    );
  }
  if (caller.kind === "agent") {
    const agent = await update(tx, caller.agentId, body);
    return body.rotateKey === true ? rotateKey(tx, agent, now) : { agent, isNew: false };
  }
  if (caller.kind !== "unknown-bearer") throw new DomainError("code-not-valid");
  const code = await useCode(tx, caller.bearer, now);
  if (code === undefined) {
    throw new DomainError(
      "code-not-valid",
      "This code has expired, was used up, or never existed. Ask for a new one.",
    );
  }
  const known = await knownMachine(tx, body.machineId, code.isLocal);
  if (known === undefined) return create(tx, body, { ...code, status: statusFor(code.approval) }, now);
  // A code for many machines does not prove that this is the machine it says it is.
  if (code.reusable) return create(tx, body, { ...code, status: "pending", resembles: known.id }, now);
  return readmit(tx, known, body, now);
}

function statusFor(approval: "automatic" | "manual"): "active" | "pending" {
  return approval === "automatic" ? "active" : "pending";
}

function knownMachine(tx: Tx, machineId: string, isLocal: boolean): Promise<AgentRow | undefined> {
  return tx
    .selectFrom("agent")
    .selectAll()
    .where((eb) => (isLocal ? eb("is_local", "=", 1) : eb("machine_id", "=", machineId)))
    .where("status", "!=", "pending")
    .orderBy((eb) => eb("status", "=", "active"), "desc")
    .orderBy("created_at", "desc")
    .executeTakeFirst();
}

type Admission = { labels: string[]; isLocal: boolean; status: "active" | "pending"; resembles?: string };

async function create(tx: Tx, body: Registration, admission: Admission, now: Date): Promise<Registered> {
  const agentKey = newAgentKey();
  const at = toInstant(now);
  const agent = await tx
    .insertInto("agent")
    .values({
      id: newId(now),
      ...metadata(body),
      status: admission.status,
      is_local: admission.isLocal ? 1 : 0,
      key_hash: hashSecret(agentKey),
      restic_host: body.hostname,
      labels_json: JSON.stringify([...new Set([...admission.labels, ...(body.labels ?? [])])]),
      reachability: "never",
      resembles_agent_id: admission.resembles ?? null,
      policy_revision: 1,
      created_at: at,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  const reason =
    admission.status === "active" ? "Joined with a code." : "Joined with a code; waits for approval.";
  await recordAgentEvent(tx, {
    agentId: agent.id,
    at,
    kind: "registered",
    from: null,
    to: agent.status,
    reason,
  });
  return { agent, agentKey, isNew: true };
}

/** The same machine again, by the admin's yes: its old key is dead from now on. */
async function readmit(tx: Tx, known: AgentRow, body: Registration, now: Date): Promise<Registered> {
  const agentKey = newAgentKey();
  const agent = await tx
    .updateTable("agent")
    .set({ ...metadata(body), status: "active", key_hash: hashSecret(agentKey) })
    .where("id", "=", known.id)
    .returningAll()
    .executeTakeFirstOrThrow();
  // This computer's own agent gets a new key at each start; that is no news.
  if (known.is_local === 0) {
    await recordAgentEvent(tx, {
      agentId: known.id,
      at: toInstant(now),
      kind: "key-rotated",
      from: known.status,
      to: "active",
      reason: "Registered again with a new code; the old key is dead.",
    });
  }
  return { agent, agentKey, isNew: false };
}

/** By the agent's own wish: with this transaction the old key is dead. */
async function rotateKey(tx: Tx, known: AgentRow, now: Date): Promise<Registered> {
  const agentKey = newAgentKey();
  const agent = await tx
    .updateTable("agent")
    .set({ key_hash: hashSecret(agentKey) })
    .where("id", "=", known.id)
    .returningAll()
    .executeTakeFirstOrThrow();
  await recordAgentEvent(tx, {
    agentId: known.id,
    at: toInstant(now),
    kind: "key-rotated",
    from: known.status,
    to: known.status,
    reason: "The machine asked for a new key; the old one is dead.",
  });
  return { agent, agentKey, isNew: false };
}

async function update(tx: Tx, agentId: string, body: Registration): Promise<AgentRow> {
  const known = await readAgentRow(tx, agentId);
  return tx
    .updateTable("agent")
    .set({ ...metadata(body), machine_id: known?.machine_id ?? body.machineId })
    .where("id", "=", agentId)
    .returningAll()
    .executeTakeFirstOrThrow();
}

function metadata(body: Registration) {
  return {
    machine_id: body.machineId,
    hostname: body.hostname,
    os: body.os,
    os_version: body.osVersion,
    arch: body.arch,
    app_version: body.appVersion,
    restic_version: body.resticVersion ?? null,
    protocol_version: body.protocolVersion,
    time_zone: body.timeZone,
  };
}
