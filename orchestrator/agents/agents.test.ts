import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { HeartbeatBody } from "#contract/agent-protocol";
import {
  getAgent,
  listAgentEvents,
  listAgentPolicies,
  listAgentSamples,
  removeAgent,
} from "#contract/agents";
import { createTask } from "#contract/tasks";
import { joinMachine, openOrchestrator, protect, type TestOrchestrator } from "../orchestrator-for-tests.ts";

let orchestrator: TestOrchestrator;

beforeEach(async () => {
  orchestrator = await openOrchestrator();
});
afterEach(() => orchestrator.close());

type Machine = Awaited<ReturnType<typeof joinMachine>>;

const beat = (one: Machine, changes: Partial<HeartbeatBody> = {}) =>
  one.beat({ disks: [{ mountPath: "/", totalBytes: 1e12, freeBytes: 5e11 }], ...changes });
const look = (id: string) => orchestrator.admin(getAgent, { params: { id } });

test("a machine is online with its heartbeat and offline after three missed ones, with both written down", async () => {
  const machine = await joinMachine(orchestrator);
  expect((await look(machine.agentId)).reachability).toBe("never");

  await beat(machine);

  expect(await look(machine.agentId)).toMatchObject({ reachability: "online", disks: [{ mountPath: "/" }] });
  const { items } = await orchestrator.admin(listAgentEvents, { params: { id: machine.agentId }, query: {} });
  expect(items.map((event) => `${event.kind} ${event.from} ${event.to}`)).toEqual([
    "reachability never online",
    "registered null active",
  ]);
});

test("a full disk, a wrong clock and a missing restic are warned of, since they began", async () => {
  const machine = await joinMachine(orchestrator);
  const bad = {
    resticVersion: null,
    sentAt: "2026-11-24T12:20:30.000Z",
    disks: [{ mountPath: "/data", totalBytes: 1e12, freeBytes: 1e8 }],
  };
  await beat(machine, bad);
  orchestrator.pass(60_000);
  await beat(machine, bad);

  const { warnings } = await look(machine.agentId);

  expect(warnings.map((warning) => warning.code).sort()).toEqual([
    "clock-skew",
    "disk-low",
    "no-policy",
    "restic-missing",
  ]);
  expect(warnings.find((warning) => warning.code === "disk-low")).toMatchObject({
    message: "Little space is left on /data.",
    since: "2026-11-24T12:00:30.000Z",
  });
});

describe("removing", () => {
  test("kills the key and the open poll at once, and keeps the runs", async () => {
    const machine = await joinMachine(orchestrator);
    const { policy } = await protect(orchestrator, machine);
    await machine.backUp(policy.id);
    const poll = machine.poll(30).catch((error: unknown) => error);

    await orchestrator.admin(removeAgent, { params: { id: machine.agentId } });

    expect(await poll).toMatchObject({ problem: { status: 401 } });
    await expect(beat(machine)).rejects.toMatchObject({ problem: { status: 401 } });
    expect(await look(machine.agentId)).toMatchObject({
      status: "revoked",
      policies: [],
      lastRun: { status: "success" },
    });
  });
});

test("a machine reads its policies with credentials, a person without", async () => {
  const machine = await joinMachine(orchestrator);
  await protect(orchestrator, machine);
  const params = { id: machine.agentId };

  const own = await machine.call(listAgentPolicies, { params });
  const seen = await orchestrator.admin(listAgentPolicies, { params });

  expect(own.repositories[0]?.credentials?.password).toBe("open sesame");
  expect(seen.policies).toHaveLength(1);
  expect(JSON.stringify(seen)).not.toContain("open sesame");
});

test("a machine gets what its system's block says, resolved as far as it has told its folders", async () => {
  const machine = await joinMachine(orchestrator);
  const perOs = { linux: { include: ["{home}/Projects", "{documents}"], exclude: ["*.o"] } };
  const { policy } = await protect(orchestrator, machine, { exclude: ["*.tmp"], perOs });
  await beat(machine, { folders: { home: "/home/anna" } });
  await orchestrator.admin(createTask, {
    body: { kind: "backup", policyId: policy.id, agentId: machine.agentId },
  });

  const { policies } = await orchestrator.admin(listAgentPolicies, { params: { id: machine.agentId } });
  const offer = await machine.take();

  expect(policies[0]?.effective).toMatchObject({
    include: ["/home/anna/Projects", "{documents}"],
    exclude: ["*.tmp", "*.o"],
    sources: { exclude: [{ source: "policy" }, { source: "perOs" }], timeZone: "machine" },
  });
  expect(offer.spec).toMatchObject({
    include: ["{home}/Projects", "{documents}"],
    exclude: ["*.tmp", "*.o"],
  });
});

test("how a machine was is kept once an hour, for 90 days", async () => {
  const machine = await joinMachine(orchestrator);
  const samples = () => orchestrator.admin(listAgentSamples, { params: { id: machine.agentId }, query: {} });
  for (let half = 0; half < 4; half += 1) {
    await beat(machine, { load: half });
    orchestrator.pass(30 * 60_000);
  }

  const kept = (await samples()).items.map(({ at, load }) => `${at.slice(11, 16)} ${load}`);
  orchestrator.pass(91 * 86_400_000);
  await orchestrator.tick();

  expect(kept).toEqual(["12:00 0", "13:00 2"]);
  expect((await samples()).items).toEqual([]);
});

const codesOf = async (id: string) => (await look(id)).warnings.map(({ code }) => code);

test("two machines of one name, and an app older than the orchestrator, are warned of", async () => {
  const one = await joinMachine(orchestrator, "Office");
  const two = await joinMachine(orchestrator, "office");
  const other = await joinMachine(orchestrator, "attic");
  await beat(one, { appVersion: "0.0.9" });

  expect(await codesOf(one.agentId)).toEqual(["app-old", "no-policy", "duplicate-hostname"]);
  expect(await codesOf(two.agentId)).toEqual(["no-policy", "duplicate-hostname"]);
  expect(await codesOf(other.agentId)).toEqual(["no-policy"]);

  await orchestrator.admin(removeAgent, { params: { id: two.agentId } });
  expect(await codesOf(one.agentId)).not.toContain("duplicate-hostname");
});

test("folders that three backups in a row did not find are warned of, with their names", async () => {
  const machine = await joinMachine(orchestrator);
  const { policy } = await protect(orchestrator, machine);
  const fail = async () => {
    await orchestrator.admin(createTask, {
      body: { kind: "backup", policyId: policy.id, agentId: machine.agentId },
    });
    const failure = { code: "source-missing" as const, message: "This folder is not there: /home/anna." };
    orchestrator.pass(1_000);
    await machine.report(await machine.take(), { outcome: "failure", failure });
  };
  await fail();
  await fail();
  expect(await codesOf(machine.agentId)).not.toContain("path-missing");

  await fail();
  const { warnings } = await look(machine.agentId);
  expect(warnings.find(({ code }) => code === "path-missing")?.message).toContain("/home/anna");
});
