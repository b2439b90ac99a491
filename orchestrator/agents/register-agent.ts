import type { Registration } from "#contract/agent-protocol";
import { isKnownZone } from "#contract/values";
import { PROTOCOL_VERSION } from "#contract/version";
import type { Tx } from "../db/database.ts";
import { type UsedCode, useCode } from "../enrolments/use-code.ts";
import type { Caller } from "../http/caller.ts";
import { DomainError, invalidField } from "../http/errors.ts";
import { hashSecret, newId, toInstant } from "../ids.ts";
import type { Seal } from "../secrets/seal.ts";
import { machineOfKey, newAgentKey } from "./agent-key.ts";
import { type AgentRow, readAgentRow, recordAgentEvent } from "./agents.store.ts";
import { freeResticHost } from "./restic-host.ts";
import { movingTo, zoneOf } from "./time-zone.ts";

type Deps = { tx: Tx; seal: Seal };
type Registered = { agent: AgentRow; agentKey?: string; isNew: boolean };

/** Lets a machine in with a code, or takes its new metadata with its key. Names are no identity: only the key and the machine id are. */
export async function registerAgent(
  { tx, seal }: Deps,
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
    const agent = await update(tx, caller.agentId, body, now);
    return body.rotateKey === true ? rotateKey({ tx, seal }, agent, now) : { agent, isNew: false };
  }
  if (caller.kind !== "unknown-bearer") throw new DomainError("code-not-valid");
  if (!isKnownZone(body.timeZone))
    throw invalidField("timeZone", "is not a time zone like Europe/Berlin that is known here");
  const forgotten = await forgottenMachine({ tx, seal }, caller.bearer);
  if (forgotten !== undefined) return takeBack(tx, { id: forgotten, key: caller.bearer, body }, now);
  const code = await useCode(tx, caller.bearer, now);
  if (code === undefined) {
    throw new DomainError(
      "code-not-valid",
      "This code has expired, was used up, or never existed. Ask for a new one.",
    );
  }
  const known = await knownMachine(tx, body.machineId, code.isLocal);
  // Digits say which computer it is, and nothing of what it is for: policies come with the labels that an administrator gave.
  const told = code.approval === "new-machines" ? { ...body, labels: [] } : body;
  if (known === undefined)
    return create({ tx, seal }, told, { ...code, status: statusFor(code.approval) }, now);
  if (!mayTakeOver(code, known))
    return create({ tx, seal }, told, { ...code, status: "pending", resembles: known.id }, now);
  return readmit({ tx, seal }, known, body, now);
}

/**
 * A code for many machines, or after a comparison of digits, does not prove that this is the machine it says it is, with one for manual
 * approval a person wants to look first, and the computer that Holdfast runs on never comes from elsewhere.
 */
function mayTakeOver({ reusable, approval, isLocal }: UsedCode, known: AgentRow): boolean {
  return !reusable && approval === "automatic" && (known.is_local === 0 || isLocal);
}

function statusFor(approval: UsedCode["approval"]): "active" | "pending" {
  return approval === "manual" ? "pending" : "active";
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

async function create(
  { tx, seal }: Deps,
  body: Registration,
  admission: Admission,
  now: Date,
): Promise<Registered> {
  const id = newId(now);
  const agentKey = newAgentKey(seal, id);
  const reason =
    admission.status === "active" ? "Joined with a code." : "Joined with a code; waits for approval.";
  const agent = await insert(tx, { id, key: agentKey, body, admission, reason }, now);
  return { agent, agentKey, isNew: true };
}

/** A key of our own for a machine that we never heard of: it joined after the recovery kit that we were set up from. */
async function forgottenMachine({ tx, seal }: Deps, bearer: string): Promise<string | undefined> {
  const id = machineOfKey(seal, bearer);
  return id === undefined || (await readAgentRow(tx, id)) !== undefined ? undefined : id;
}

/** Under its old id and with its old key. It may have been shut out since the kit was made, so a person has to let it in. */
async function takeBack(
  tx: Tx,
  returning: Pick<Newcomer, "id" | "key" | "body">,
  now: Date,
): Promise<Registered> {
  const admission: Admission = { labels: [], isLocal: false, status: "pending" };
  const reason = "Came with a key of this orchestrator from before it was set up again; waits for approval.";
  return { agent: await insert(tx, { ...returning, admission, reason }, now), isNew: true };
}

type Newcomer = { id: string; key: string; body: Registration; admission: Admission; reason: string };

async function insert(tx: Tx, { id, key, body, admission, reason }: Newcomer, now: Date): Promise<AgentRow> {
  const at = toInstant(now);
  const agent = await tx
    .insertInto("agent")
    .values({
      id,
      ...metadata(body),
      status: admission.status,
      is_local: admission.isLocal ? 1 : 0,
      key_hash: hashSecret(key),
      restic_host: await freeResticHost(tx, body.hostname),
      labels_json: JSON.stringify([...new Set([...admission.labels, ...(body.labels ?? [])])]),
      reachability: "never",
      resembles_agent_id: admission.resembles ?? null,
      policy_revision: 1,
      created_at: at,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  await recordAgentEvent(tx, { agentId: id, at, kind: "registered", from: null, to: agent.status, reason });
  return agent;
}

/** The same machine again, by the admin's yes: its old key is dead from now on. */
async function readmit(
  { tx, seal }: Deps,
  known: AgentRow,
  body: Registration,
  now: Date,
): Promise<Registered> {
  const agentKey = newAgentKey(seal, known.id);
  const agent = await movingTo(tx, { agent: known, zone: body.timeZone, now }, () =>
    tx
      .updateTable("agent")
      .set({ ...metadata(body), status: "active", key_hash: hashSecret(agentKey) })
      .where("id", "=", known.id)
      .returningAll()
      .executeTakeFirstOrThrow(),
  );
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
async function rotateKey({ tx, seal }: Deps, known: AgentRow, now: Date): Promise<Registered> {
  const agentKey = newAgentKey(seal, known.id);
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

async function update(tx: Tx, agentId: string, body: Registration, now: Date): Promise<AgentRow> {
  const known = await readAgentRow(tx, agentId);
  if (known === undefined) throw new DomainError("wrong-credential");
  const zone = zoneOf(body, known);
  return movingTo(tx, { agent: known, zone, now }, () =>
    tx
      .updateTable("agent")
      .set({ ...metadata(body), time_zone: zone, machine_id: known.machine_id })
      .where("id", "=", agentId)
      .returningAll()
      .executeTakeFirstOrThrow(),
  );
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
