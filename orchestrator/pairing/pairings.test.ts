import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { registerAgent } from "#contract/agent-protocol";
import { listAgents } from "#contract/agents";
import { getLan, setLan } from "#contract/lan";
import { approvePairing, getDiscovery, refusePairing, setDiscovery } from "#contract/pairings";
import { decodeJoinCode } from "../enrolments/join-code.ts";
import { askOverTls } from "../lan/ask-for-tests.ts";
import {
  joinMachine,
  openOrchestrator,
  registrationOf,
  type TestOrchestrator,
} from "../orchestrator-for-tests.ts";
import { commitmentOf, digitsOf } from "./digits.ts";
import { createPairingKey } from "./sealed-code.ts";

const MINUTE_MS = 60_000;
const NONCE = "n".repeat(43);

let orchestrator: TestOrchestrator;
beforeAll(async () => {
  orchestrator = await openOrchestrator({ at: new Date().toISOString() });
});
afterAll(() => orchestrator.close());

/** Each test comes from an address of its own: who tried too often has to wait. */
let here = "";
let network = 0;
beforeEach(() => {
  network += 1;
  here = `127.0.${network}.1`;
});
afterEach(async () => {
  await orchestrator.admin(setLan, { body: { enabled: false } });
  orchestrator.pass(2 * MINUTE_MS);
});

const view = () => orchestrator.admin(getDiscovery, {});

async function letBeFound(body: { enabled?: boolean; forSeconds?: number } = {}) {
  const { addresses, certificate, caPin } = await orchestrator.admin(setLan, {
    body: { enabled: true, host: "127.0.0.2", port: 0 },
  });
  await orchestrator.admin(setDiscovery, { body: { enabled: true, ...body } });
  const ask = async (method: string, path: string, body?: object, from = here) => {
    const tls = { localAddress: from };
    const asked = { method, tls, ...(body && { body }) };
    const answer = await askOverTls(`${addresses[0]}/api/v1${path}`, certificate ?? "", asked);
    return { status: answer.status, body: answer.text === "" ? undefined : JSON.parse(answer.text) };
  };
  return { ask, pin: caPin ?? "" };
}

type Ask = Awaited<ReturnType<typeof letBeFound>>["ask"];

/** A machine that speaks the protocol by hand. */
async function begin(ask: Ask, hostname = "anna-pc", from?: string) {
  const key = createPairingKey();
  const shown = { publicKey: key.publicKey, nonce: NONCE };
  const commitment = commitmentOf(shown);
  const started = await ask("POST", "/pairings", { commitment, hostname, os: "linux" }, from);
  const id: string = started.body?.pairingId;
  return {
    key,
    shown,
    started,
    id,
    reveal: (instead: object = shown) => ask("POST", `/pairings/${id}/reveal`, instead, from),
    state: async () => (await ask("GET", `/pairings/${id}`, undefined, from)).body,
  };
}

test("nobody pairs until a person lets this orchestrator be found, nor after the time that was set", async () => {
  await expect(orchestrator.admin(setDiscovery, { body: { enabled: true } })).rejects.toThrow(
    /Switch orchestrator mode on first/,
  );
  const { ask } = await letBeFound({ forSeconds: 60 });
  expect((await view()).until).not.toBeNull();
  expect((await begin(ask)).started.status).toBe(201);

  orchestrator.pass(MINUTE_MS);
  await orchestrator.tick();

  expect((await begin(ask)).started.status).toBe(404);
  expect((await view()).until).toBeNull();
});

test("a new listener, or none, ends it", async () => {
  const { ask } = await letBeFound();
  const machine = await begin(ask);
  await machine.reveal();

  await orchestrator.admin(setLan, { body: { enabled: false } });

  expect(await view()).toEqual({ until: null, problem: null, pairings: [] });
});

test("both sides make the same digits, and only the key that they are made of opens the code, once", async () => {
  const { ask, pin } = await letBeFound();
  const machine = await begin(ask);
  const { orchestratorId, nonce: orchestratorNonce } = machine.started.body;
  expect((await view()).pairings).toEqual([]);
  expect((await machine.reveal()).status).toBe(204);

  const [waiting] = (await view()).pairings;
  const digits = digitsOf({ ...machine.shown, orchestratorId, pin, orchestratorNonce });
  expect(waiting).toMatchObject({ id: machine.id, hostname: "anna-pc", digits, state: "waiting" });
  expect(await machine.state()).toEqual({ state: "waiting", sealedJoinCode: null });

  await orchestrator.admin(approvePairing, { params: { id: machine.id }, body: { labels: ["office"] } });

  const { sealedJoinCode } = await machine.state();
  expect(() => createPairingKey().open(sealedJoinCode)).toThrow();
  const code = decodeJoinCode(machine.key.open(sealedJoinCode));
  expect(code).toMatchObject({ orchestratorId, caPin: pin });
  await orchestrator.callWith(code.code)(registerAgent, {
    body: { ...registrationOf("anna-pc"), labels: ["that nobody gave it"] },
  });
  const { items } = await orchestrator.admin(listAgents, { query: { label: "office" } });
  expect(items).toMatchObject([{ hostname: "anna-pc", status: "active", labels: ["office"] }]);
  const again = orchestrator.callWith(code.code)(registerAgent, { body: registrationOf("other-pc") });
  await expect(again).rejects.toMatchObject({ problem: { status: 401 } });
});

test("another key than the machine bound itself to ends the try, and a second one is not looked at", async () => {
  const { ask } = await letBeFound();
  const [liar, honest] = [await begin(ask), await begin(ask)];

  expect((await liar.reveal({ ...liar.shown, publicKey: createPairingKey().publicKey })).status).toBe(422);
  expect((await liar.reveal()).status).toBe(404);

  expect((await honest.reveal()).status).toBe(204);
  expect((await honest.reveal()).status).toBe(409);
  expect((await view()).pairings).toHaveLength(1);
});

test("a key with which nothing could be agreed on is refused", async () => {
  const { ask } = await letBeFound();
  const shown = { publicKey: Buffer.alloc(32).toString("base64url"), nonce: NONCE };
  const { body } = await ask("POST", "/pairings", {
    commitment: commitmentOf(shown),
    hostname: "x",
    os: "linux",
  });

  expect((await ask("POST", `/pairings/${body.pairingId}/reveal`, shown)).status).toBe(422);
});

test("what was sent once gives other digits when it is sent again", async () => {
  const { ask } = await letBeFound();
  const machine = await begin(ask);
  await machine.reveal();
  const commitment = commitmentOf(machine.shown);

  const replayed = await ask("POST", "/pairings", { commitment, hostname: "anna-pc", os: "linux" });
  await ask("POST", `/pairings/${replayed.body.pairingId}/reveal`, machine.shown);

  const [first, second] = (await view()).pairings;
  expect(second?.id).toBe(replayed.body.pairingId);
  expect(second?.digits).not.toBe(first?.digits);
});

test("a refused machine hears it, and after two minutes nobody is let in any more", async () => {
  const { ask } = await letBeFound();
  const [refused, late] = [await begin(ask), await begin(ask)];
  await refused.reveal();
  await late.reveal();

  await orchestrator.admin(refusePairing, { params: { id: refused.id } });
  expect(await refused.state()).toEqual({ state: "refused", sealedJoinCode: null });
  expect((await view()).pairings.map(({ id }) => id)).toEqual([late.id]);
  orchestrator.pass(2 * MINUTE_MS);

  const approve = (id: string) => orchestrator.admin(approvePairing, { params: { id }, body: {} });
  await expect(approve(late.id)).rejects.toMatchObject({ problem: { status: 404 } });
  expect((await view()).pairings).toEqual([]);
});

test("a machine that is not compared yet cannot be approved", async () => {
  const { ask } = await letBeFound();
  const { id } = await begin(ask);

  const approve = orchestrator.admin(approvePairing, { params: { id }, body: {} });

  await expect(approve).rejects.toMatchObject({ problem: { code: "wrong-state" } });
});

test("digits do not let anybody be a machine that is known already: it waits for a person", async () => {
  const known = await joinMachine(orchestrator, "boss-pc");
  const [row] = (await orchestrator.admin(listAgents, { query: {} })).items;
  const { ask } = await letBeFound();
  const machine = await begin(ask);
  await machine.reveal();
  await orchestrator.admin(approvePairing, { params: { id: machine.id }, body: {} });
  const { code } = decodeJoinCode(machine.key.open((await machine.state()).sealedJoinCode));

  const registered = await orchestrator.callWith(code)(registerAgent, {
    body: { ...registrationOf("boss-pc"), machineId: row?.machineId ?? "" },
  });

  expect(registered).toMatchObject({ status: "pending" });
  expect(registered.agentId).not.toBe(known.agentId);
  expect(await known.poll()).toMatchObject({ tasks: [] });
});

test("a name from the network is shown as one line without signs that turn it around", async () => {
  const { ask } = await letBeFound();
  const machine = await begin(ask, "anna\u202egpj.cp\u2066");
  await machine.reveal();

  expect((await view()).pairings).toMatchObject([{ hostname: "anna gpj.cp" }]);
});

test("whoever begins again and again has to wait, and from many addresses ends it for all", async () => {
  const { ask } = await letBeFound();
  const from = async (address: string, times: number) => {
    const statuses: unknown[] = [];
    for (let at = 0; at < times; at += 1) statuses.push((await begin(ask, "x", address)).started.status);
    return statuses;
  };

  expect(await from(`127.0.${network}.11`, 6)).toEqual([201, 201, 201, 201, 201, 429]);
  for (const last of [12, 13, 14]) {
    orchestrator.pass(2 * MINUTE_MS);
    await from(`127.0.${network}.${last}`, 5);
  }
  orchestrator.pass(MINUTE_MS);
  expect((await view()).until).not.toBeNull();
  await from(`127.0.${network}.15`, 2);

  const { until, problem } = await view();
  expect(until).toBeNull();
  expect(problem).toMatch(/perhaps somebody guesses/);
  expect((await orchestrator.admin(getLan, {})).enabled).toBe(true);
});

test("more machines than a person compares at once are asked to come later", async () => {
  const { ask } = await letBeFound();
  const statuses: unknown[] = [];
  for (let at = 0; at < 9; at += 1)
    statuses.push((await begin(ask, "x", `127.0.${network}.${20 + at}`)).started.status);

  expect(statuses).toEqual([...Array(8).fill(201), 429]);
});

test("over loopback there is no machine to let in", async () => {
  await letBeFound();
  const answer = await orchestrator.fetch("/api/v1/pairings", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ commitment: NONCE, hostname: "x", os: "linux" }),
  });

  expect(answer.status).toBe(404);
});
