import { afterAll, afterEach, beforeAll, beforeEach, expect, onTestFinished, test, vi } from "vitest";
import { listAgents } from "#contract/agents";
import { listAudit } from "#contract/audit";

import { cancelJoining, confirmJoining, findNearby, getJoining, startJoining } from "#contract/nearby";
import { approvePairing, getDiscovery, refusePairing, setDiscovery } from "#contract/pairings";
import { getUpstream } from "#contract/upstream";
import { startImpostor } from "./impostor-for-tests.ts";
import { letOthersIn, type Machine, openMachine, startMachine } from "./machines-for-tests.ts";
import { startRelay } from "./relay-for-tests.ts";

const PATIENCE = { timeout: 30_000, interval: 100 };

let upstream: Awaited<ReturnType<typeof openDiscoverable>>;
/** One that follows nobody after each test. */
let machine: Machine;
beforeAll(async () => {
  upstream = await openDiscoverable();
  machine = await openMachine();
});
afterAll(() => Promise.all([upstream.close(), machine.close()]));
let before: string[] = [];
beforeEach(async () => {
  await upstream.admin(setDiscovery, { body: { enabled: true } });
  before = (await upstream.machines()).map(({ id }) => id);
});
const joinedNow = async () => (await upstream.machines()).filter(({ id }) => !before.includes(id));
afterEach(async () => {
  await machine.admin(cancelJoining, {});
  await upstream.admin(setDiscovery, { body: { enabled: false } });
  // Tries from one address are counted for a quarter of an hour, and what was approved lives two minutes.
  upstream.clock.ms += 15 * 60_000;
  upstream.clock.monotonicMs += 120_000;
});

async function openDiscoverable() {
  const open = await letOthersIn(await openMachine());
  const { lan } = open;
  const orchestratorId = lan.serverName.split(".")[0] ?? "";
  const waiting = async () => (await open.admin(getDiscovery, {})).pairings;
  return {
    ...open,
    place: { orchestratorId, address: lan.addresses[0] ?? "" },
    waiting,
    real: { pin: lan.caPin ?? "", serverName: lan.serverName, addresses: lan.addresses },
    async approve(digits: string | null): Promise<void> {
      const pairing = (await waiting()).find((one) => one.digits === digits);
      await open.admin(approvePairing, { params: { id: pairing?.id ?? "" }, body: {} });
    },
    machines: async () =>
      (await open.admin(listAgents, { query: {} })).items.filter(({ isLocal }) => !isLocal),
  };
}

const begin = ({ admin }: Machine, body: { orchestratorId: string; address: string }) =>
  admin(startJoining, { body });
const confirm = ({ admin }: Machine) => admin(confirmJoining, {});
const becomes = ({ admin }: Machine, state: string) =>
  vi.waitFor(async () => {
    const joining = await admin(getJoining, {});
    expect(joining).toMatchObject({ state });
    return joining;
  }, PATIENCE);

test("a machine finds an orchestrator, people on both sides compare six digits, and it follows with the pin", async () => {
  const newcomer = await startMachine();
  const found = await vi.waitFor(async () => {
    const { items } = await newcomer.admin(findNearby, {});
    const one = items.find(({ orchestratorId }) => orchestratorId === upstream.place.orchestratorId);
    expect(one).toBeDefined();
    return one ?? upstream.place;
  }, PATIENCE);
  expect(found.address).toBe(upstream.place.address);

  const { digits, state } = await begin(newcomer, upstream.place);
  expect(state).toBe("comparing");
  expect(await upstream.waiting()).toMatchObject([{ hostname: "desk", digits }]);
  await upstream.approve(digits);
  expect(await joinedNow()).toEqual([]);
  await confirm(newcomer);
  await becomes(newcomer, "joined");

  const { addresses, state: follows } = await newcomer.admin(getUpstream, {});
  expect({ addresses, follows }).toEqual({ addresses: upstream.lan.addresses, follows: "connected" });
  expect(await joinedNow()).toMatchObject([{ hostname: "desk", status: "active" }]);
  const { items } = await newcomer.admin(listAudit, { query: {} });
  expect(items.map(({ action }) => action)).toContain("upstream.join");
});

test("an orchestrator that says yes to itself gets nothing until somebody at the machine has compared", async () => {
  const relay = await startRelay(upstream.real);
  onTestFinished(relay.close);
  await begin(machine, { ...upstream.place, address: relay.url });
  const [there] = await upstream.waiting();
  await upstream.approve(there?.digits ?? "");

  await vi.waitFor(() => expect(relay.heard()).toContain('"approved"'), PATIENCE);
  expect(await joinedNow()).toEqual([]);
  expect(await machine.admin(getJoining, {})).toMatchObject({ state: "comparing" });
  await machine.admin(cancelJoining, {});

  expect(await machine.admin(getUpstream, {})).toMatchObject({ state: "none" });
  expect(await joinedNow()).toEqual([]);
});

test("somebody in the middle makes the digits differ, and gets nothing even where nobody looks at them", async () => {
  const relay = await startRelay(upstream.real);
  onTestFinished(relay.close);

  const { digits } = await begin(machine, { ...upstream.place, address: relay.url });
  const [there] = await upstream.waiting();
  expect(there?.digits).not.toBe(digits);
  await upstream.approve(there?.digits ?? "");
  await confirm(machine);

  expect(await becomes(machine, "failed")).toMatchObject({ problem: expect.stringMatching(/somebody else/) });
  expect(await machine.admin(getUpstream, {})).toMatchObject({ state: "none" });
  expect(await joinedNow()).toEqual([]);
  expect(relay.heard()).not.toMatch(/hf1\.|hfe_|hfa_/);
});

test("somebody in the middle who changes the nonce gets other digits, and a changed id or key ends it", async () => {
  const changes: Record<string, unknown> = {};
  const relay = await startRelay(upstream.real, (path, answer) =>
    path.endsWith("/pairings") ? JSON.stringify({ ...JSON.parse(answer), ...changes }) : answer,
  );
  onTestFinished(relay.close);
  const place = { ...upstream.place, address: relay.url };

  changes["nonce"] = "A".repeat(43);
  const { digits } = await begin(machine, place);
  expect((await upstream.waiting()).map((one) => one.digits)).not.toContain(digits);

  changes["orchestratorId"] = "0193c0de-0000-7000-8000-000000000001";
  await expect(begin(machine, place)).rejects.toThrow(/Another orchestrator answers/);
});

test("whoever shows the orchestrator's authority without its key is no orchestrator", async () => {
  const impostor = await startImpostor(upstream.lan.certificate ?? "");
  onTestFinished(impostor.close);

  await expect(begin(machine, { ...upstream.place, address: impostor.url })).rejects.toThrow(
    /no authority vouches/,
  );

  expect(await impostor.caught()).toMatchObject({ bytes: 0 });
});

test("of two machines at once the one whose digits were approved joins", async () => {
  const [first, second] = [machine, await startMachine()];
  const [one, other] = [await begin(first, upstream.place), await begin(second, upstream.place)];
  expect(new Set((await upstream.waiting()).map(({ digits }) => digits))).toEqual(
    new Set([one.digits, other.digits]),
  );
  await Promise.all([confirm(first), confirm(second)]);

  await upstream.approve(other.digits);
  await becomes(second, "joined");

  expect(await first.admin(getJoining, {})).toMatchObject({ state: "confirmed" });
  expect(await first.admin(getUpstream, {})).toMatchObject({ state: "none" });
  expect(await joinedNow()).toHaveLength(1);
});

test("a no there, and nobody's yes within two minutes, end it with a sentence", async () => {
  await begin(machine, upstream.place);
  const [pairing] = await upstream.waiting();
  await upstream.admin(refusePairing, { params: { id: pairing?.id ?? "" } });
  expect(await becomes(machine, "refused")).toMatchObject({ problem: expect.stringMatching(/said no/) });

  await begin(machine, upstream.place);
  machine.clock.monotonicMs += 120_000;
  expect(await becomes(machine, "expired")).toMatchObject({
    problem: expect.stringMatching(/within two minutes/),
  });
  await expect(confirm(machine)).rejects.toThrow(/Begin anew/);
});

test("where nobody lets themselves be found, or this computer follows somebody, nothing begins", async () => {
  await upstream.admin(setDiscovery, { body: { enabled: false } });

  await expect(begin(machine, upstream.place)).rejects.toThrow(/without a code/);
  await expect(begin(upstream, upstream.place)).rejects.toThrow(/this computer itself/);
});
