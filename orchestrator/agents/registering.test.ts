import { afterEach, beforeEach, expect, test } from "vitest";
import { registerAgent, reportRun } from "#contract/agent-protocol";
import { approveAgent, getAgent, listAgentPolicies, listAgents, removeAgent } from "#contract/agents";
import { createEnrolment } from "#contract/enrolments";
import { assignPolicy } from "#contract/policies";
import { createTask } from "#contract/tasks";
import {
  goodReport,
  joinMachine,
  machineOf,
  openOrchestrator,
  protect,
  registrationOf,
  type TestOrchestrator,
} from "../orchestrator-for-tests.ts";

let orchestrator: TestOrchestrator;

beforeEach(async () => {
  orchestrator = await openOrchestrator();
});
afterEach(() => orchestrator.close());

const look = (id: string) => orchestrator.admin(getAgent, { params: { id } });

test("a code works once", async () => {
  const { code } = await orchestrator.admin(createEnrolment, { body: {} });
  await orchestrator.callWith(code)(registerAgent, { body: registrationOf("one") });

  const again = orchestrator.callWith(code)(registerAgent, { body: registrationOf("two") });

  await expect(again).rejects.toMatchObject({ problem: { status: 401, code: "code-not-valid" } });
});

test("a machine has a name of one line", async () => {
  const { code } = await orchestrator.admin(createEnrolment, { body: {} });
  const register = (hostname: string) =>
    orchestrator.callWith(code)(registerAgent, { body: registrationOf(hostname) });

  const joined = register("anna-pc\nYour backups are safe");

  const error = { path: "hostname", message: "must be one line of readable characters" };
  await expect(joined).rejects.toMatchObject({ problem: { status: 422, errors: [error] } });
  await expect(register("Ännas PC (<1>) \n")).resolves.toMatchObject({ status: "active" });
});

test("a zone that nobody knows lets no machine in, and never takes the place of one in which times can be reckoned", async () => {
  const { code } = await orchestrator.admin(createEnrolment, { body: {} });
  const odd = { ...registrationOf("anna-pc"), timeZone: "Mars/Olympus" };
  const joined = orchestrator.callWith(code)(registerAgent, { body: odd });
  await expect(joined).rejects.toMatchObject({ problem: { status: 422, errors: [{ path: "timeZone" }] } });

  const machine = await joinMachine(orchestrator);
  const before = (await look(machine.agentId)).timeZone;
  await protect(orchestrator, machine, { schedules: { backup: { cron: "0 3 * * *" } } });
  await machine.call(registerAgent, { body: odd });
  await machine.beat({ timeZone: "Mars/Olympus" });

  expect((await look(machine.agentId)).timeZone).toBe(before);
});

test("a machine that moved has its plan made anew when it registers", async () => {
  const machine = await joinMachine(orchestrator);
  await protect(orchestrator, machine, { schedules: { backup: { cron: "0 3 * * *" } } });

  const nextHours = [];
  for (const timeZone of ["Asia/Tokyo", "America/New_York"]) {
    await machine.call(registerAgent, { body: { ...registrationOf("anna-pc"), timeZone } });
    nextHours.push((await look(machine.agentId)).nextRunAt?.slice(11, 16));
  }

  expect(nextHours).toEqual(["18:00", "08:00"]);
});

test("a machine can ask for a new key, and the old one is dead", async () => {
  const machine = await joinMachine(orchestrator);
  const body = { ...registrationOf("anna-pc"), rotateKey: true };

  const { agentId, agentKey } = await machine.call(registerAgent, { body });

  expect(agentId).toBe(machine.agentId);
  await expect(machine.poll()).rejects.toMatchObject({ problem: { status: 401 } });
  await machineOf(orchestrator, agentId, agentKey ?? "").poll();
});

test("an expired code lets nobody in", async () => {
  const { code } = await orchestrator.admin(createEnrolment, { body: { expiresInSeconds: 60 } });
  orchestrator.pass(61_000);

  const late = orchestrator.callWith(code)(registerAgent, { body: registrationOf("late") });

  await expect(late).rejects.toMatchObject({ problem: { status: 401 } });
});

test("the same machine with a new single-use code keeps its identity and gets a new key; the old key is dead", async () => {
  const machine = await joinMachine(orchestrator);
  const known = await look(machine.agentId);
  const { code } = await orchestrator.admin(createEnrolment, { body: {} });

  const again = await orchestrator.callWith(code)(registerAgent, {
    body: { ...registrationOf("anna-pc-renamed"), machineId: known.machineId },
  });

  expect(again.agentId).toBe(machine.agentId);
  expect(again.agentKey).not.toBe(machine.key);
  await expect(machine.poll()).rejects.toMatchObject({ problem: { status: 401 } });
  expect(await look(machine.agentId)).toMatchObject({ hostname: "anna-pc-renamed", resticHost: "anna-pc" });
});

test("two machines of one name keep their snapshots under two, so that no rule thins them as one", async () => {
  const [first, second] = [await joinMachine(orchestrator), await joinMachine(orchestrator)];
  const { policy } = await protect(orchestrator, first);
  await orchestrator.admin(assignPolicy, { params: { id: policy.id, agentId: second.agentId } });

  const [one, two] = [await first.backUp(policy.id), await second.backUp(policy.id)];

  expect([one.spec, two.spec]).toMatchObject([{ host: "anna-pc" }, { host: "anna-pc-2" }]);
  expect(await look(second.agentId)).toMatchObject({ hostname: "anna-pc", resticHost: "anna-pc-2" });
});

test("the name of a removed machine's snapshots is not given to another one", async () => {
  const removed = await joinMachine(orchestrator);
  await orchestrator.admin(removeAgent, { params: { id: removed.agentId } });

  const { agentId } = await joinMachine(orchestrator);

  expect((await look(agentId)).resticHost).toBe("anna-pc-2");
});

test("with a reusable code a machine that claims to be known waits for the admin", async () => {
  const machine = await joinMachine(orchestrator);
  const { machineId } = await look(machine.agentId);
  const { code } = await orchestrator.admin(createEnrolment, { body: { uses: 10 } });

  const claimed = await orchestrator.callWith(code)(registerAgent, {
    body: { ...registrationOf("anna-pc"), machineId },
  });

  expect(claimed).toMatchObject({ status: "pending" });
  expect(await look(claimed.agentId)).toMatchObject({
    resembles: { id: machine.agentId, hostname: "anna-pc" },
  });
});

test("an approved reinstalled machine takes over the policies and runs it had, and tells none of them twice", async () => {
  const machine = await joinMachine(orchestrator);
  const { policy } = await protect(orchestrator, machine);
  await machine.backUp(policy.id);
  const alone = { ...goodReport, localRunId: "by-itself", policyId: policy.id };
  const told = await machine.call(reportRun, { params: { id: machine.agentId }, body: alone });
  const { machineId } = await look(machine.agentId);
  const { code } = await orchestrator.admin(createEnrolment, { body: { uses: 10 } });
  const { agentId, agentKey = "" } = await orchestrator.callWith(code)(registerAgent, {
    body: { ...registrationOf("anna-pc"), machineId },
  });

  const approved = await orchestrator.admin(approveAgent, {
    params: { id: agentId },
    body: { sameMachine: true },
  });

  expect(approved).toMatchObject({ status: "active", policies: [{ name: "Documents" }], resembles: null });
  expect(approved.lastRun?.status).toBe("success");
  const { items } = await orchestrator.admin(listAgents, { query: {} });
  expect(items.map((agent) => agent.id)).toEqual([agentId]);
  const again = machineOf(orchestrator, agentId, agentKey);
  expect(await again.call(reportRun, { params: { id: agentId }, body: alone })).toEqual(told);
});

test("of two claims to be one machine the second takes over from the first; a refused one is forgotten", async () => {
  const machine = await joinMachine(orchestrator);
  const { machineId } = await look(machine.agentId);
  const { code } = await orchestrator.admin(createEnrolment, { body: { uses: 10 } });
  const claim = () =>
    orchestrator.callWith(code)(registerAgent, { body: { ...registrationOf("anna-pc"), machineId } });
  const [first, second, refused] = [await claim(), await claim(), await claim()];
  const yes = (id: string) =>
    orchestrator.admin(approveAgent, { params: { id }, body: { sameMachine: true } });

  await yes(first.agentId);
  expect(await yes(second.agentId)).toMatchObject({ status: "active", machineId });
  await orchestrator.admin(removeAgent, { params: { id: refused.agentId } });
  const single = await orchestrator.admin(createEnrolment, { body: {} });
  const again = await orchestrator.callWith(single.code)(registerAgent, {
    body: { ...registrationOf("anna-pc"), machineId },
  });

  expect(again.agentId).toBe(second.agentId);
  const { items } = await orchestrator.admin(listAgents, { query: {} });
  expect(items.map(({ id }) => id)).toEqual([second.agentId]);
});

test("a pending machine gets no task and no credential", async () => {
  const { code } = await orchestrator.admin(createEnrolment, { body: { approval: "manual" } });
  const { agentId, agentKey } = await orchestrator.callWith(code)(registerAgent, {
    body: registrationOf("new"),
  });
  const call = orchestrator.callWith(agentKey);

  await expect(
    orchestrator.admin(createTask, { body: { kind: "init", agentId, repositoryId: agentId } }),
  ).rejects.toMatchObject({ problem: { status: 409 } });
  expect(await call(listAgentPolicies, { params: { id: agentId } })).toMatchObject({
    policies: [],
    repositories: [],
  });
});

test("nobody takes over the computer that Holdfast runs on: its copy waits, also with a single-use code", async () => {
  const { agentId: local } = await orchestrator.callWith(await orchestrator.enrolLocalAgent())(
    registerAgent,
    {
      body: registrationOf("this-computer"),
    },
  );
  const { machineId } = await look(local);
  const { code } = await orchestrator.admin(createEnrolment, { body: {} });

  const copy = await orchestrator.callWith(code)(registerAgent, {
    body: { ...registrationOf("copy"), machineId },
  });

  expect(copy).toMatchObject({ status: "pending" });
  expect(copy.agentId).not.toBe(local);
  expect(await look(local)).toMatchObject({ status: "active", hostname: "this-computer" });
});

test("a removed machine that comes back with a code for manual approval waits for it", async () => {
  const machine = await joinMachine(orchestrator);
  const { machineId } = await look(machine.agentId);
  await orchestrator.admin(removeAgent, { params: { id: machine.agentId } });
  const { code } = await orchestrator.admin(createEnrolment, { body: { approval: "manual" } });

  const back = await orchestrator.callWith(code)(registerAgent, {
    body: { ...registrationOf("anna-pc"), machineId },
  });

  expect(back).toMatchObject({ status: "pending" });
  expect(await look(back.agentId)).toMatchObject({ resembles: { id: machine.agentId } });
});

test("an agent that speaks an older protocol is told to update", async () => {
  const { code } = await orchestrator.admin(createEnrolment, { body: {} });

  const old = orchestrator.callWith(code)(registerAgent, {
    body: { ...registrationOf("old"), protocolVersion: 0 },
  });

  await expect(old).rejects.toMatchObject({ problem: { status: 426 } });
});
