import { afterEach, beforeEach, expect, test } from "vitest";
import { pauseAgent } from "#contract/agents";
import { replacePolicy, unassignPolicy } from "#contract/policies";
import { createTask, getTask, listTasks, retryTask } from "#contract/tasks";
import { joinMachine, openOrchestrator, protect, type TestOrchestrator } from "../orchestrator-for-tests.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

let orchestrator: TestOrchestrator;
let machine: Awaited<ReturnType<typeof joinMachine>>;
beforeEach(async () => {
  orchestrator = await openOrchestrator();
  machine = await joinMachine(orchestrator);
});
afterEach(() => orchestrator.close());

const hourly = { schedules: { backup: { every: "1h" as const, catchUp: true } } };
const unreachable = {
  outcome: "failure" as const,
  failure: { code: "repository-unreachable" as const, message: "No answer." },
  snapshotId: undefined,
};

type Made = Awaited<ReturnType<typeof protect>>;
const backUpNow = ({ policy }: Made) =>
  orchestrator.admin(createTask, {
    body: { kind: "backup", policyId: policy.id, agentId: machine.agentId },
  });
const switchOff = ({ policy, repository }: Made, draft: object) =>
  orchestrator.admin(replacePolicy, {
    params: { id: policy.id },
    body: {
      ...{ name: policy.name, repositoryId: repository.id, include: ["/home/anna"] },
      ...draft,
      enabled: false,
    },
  });
const read = (id: string) => orchestrator.admin(getTask, { params: { id } });
const pause = () => orchestrator.admin(pauseAgent, { params: { id: machine.agentId }, body: {} });
async function dueTask() {
  orchestrator.pass(HOUR);
  await orchestrator.tick();
  const [task] = (await orchestrator.admin(listTasks, { query: {} })).items;
  if (task === undefined) throw new Error("nothing was due");
  return task;
}

test("a policy that was taken from a machine in the middle of a backup is not tried again there", async () => {
  const { policy } = await protect(orchestrator, machine, hourly);
  const { id } = await dueTask();
  const offer = await machine.take();
  await orchestrator.admin(unassignPolicy, { params: { id: policy.id, agentId: machine.agentId } });
  await machine.report(offer, unreachable);

  expect(await read(id)).toMatchObject({
    status: "skipped",
    reason: "Is not tried again. The policy was taken from this machine.",
  });
  orchestrator.pass(2 * HOUR);
  expect((await machine.poll()).tasks).toEqual([]);
});

test("what a person started on a machine that does not have the policy is tried again too", async () => {
  const made = await protect(orchestrator, machine);
  await orchestrator.admin(unassignPolicy, { params: { id: made.policy.id, agentId: machine.agentId } });
  const { id } = await backUpNow(made);
  await machine.report(await machine.take(), unreachable);

  expect(await read(id)).toMatchObject({ status: "queued" });
});

test("a policy that is switched off gives up what waits by its schedule, and tries nothing again", async () => {
  const waiting = await protect(orchestrator, machine, hourly);
  const { id } = await dueTask();
  await switchOff(waiting, hourly);
  expect(await read(id)).toMatchObject({ status: "skipped", reason: "The policy was switched off." });

  const other = await joinMachine(orchestrator, "otto-pc");
  const running = await protect(orchestrator, other, { ...hourly, name: "Photos" });
  const second = await dueTask();
  const offer = await other.take();
  await switchOff(running, hourly);
  await other.report(offer, unreachable);
  expect(await read(second.id)).toMatchObject({
    status: "skipped",
    reason: "Is not tried again. The policy was switched off.",
  });
});

test("what a person started is done and tried again, also of a policy that is switched off", async () => {
  const made = await protect(orchestrator, machine);
  const { id } = await backUpNow(made);
  await switchOff(made, {});
  await machine.report(await machine.take(), unreachable);

  expect(await read(id)).toMatchObject({ status: "queued" });
});

test("what a person tries again runs at once, also while the machine is paused", async () => {
  const { id } = await backUpNow(await protect(orchestrator, machine));
  const failure = { code: "wrong-password" as const, message: "No." };
  await machine.report(await machine.take(), { ...unreachable, failure });
  await pause();
  await orchestrator.admin(retryTask, { params: { id } });

  expect((await machine.poll()).tasks).toMatchObject([{ taskId: id, attempt: 2 }]);
});

test("what could not start in time starts when a person tries it again", async () => {
  await protect(orchestrator, machine, { ...hourly, conditions: { latestStartSeconds: 600 } });
  const { id } = await dueTask();
  orchestrator.pass(20 * MINUTE);
  expect((await machine.poll()).tasks).toEqual([]);
  expect(await read(id)).toMatchObject({ status: "skipped" });

  await orchestrator.admin(retryTask, { params: { id } });

  expect((await machine.poll()).tasks).toMatchObject([{ taskId: id }]);
});
