import { afterEach, beforeEach, expect, test, vi } from "vitest";
import {
  createNoticeChannel,
  listNotices,
  type NoticeChannelInput,
  replaceNoticeChannel,
} from "#contract/notices";
import type { RunReport } from "#contract/outcome";
import type { PolicyDraft } from "#contract/policies";
import { getRepository } from "#contract/repositories";
import { createRestore } from "#contract/snapshots";
import { createTask } from "#contract/tasks";
import {
  joinMachine,
  openOrchestrator,
  protect,
  SNAPSHOT,
  type TestOrchestrator,
} from "../orchestrator-for-tests.ts";
import type { Outgoing } from "./message.ts";
import { DeliveryProblem } from "./post.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const hook = { kind: "webhook", name: "Chat", url: "https://chat.example/hook/secret" } as const;
const wrongPassword: Partial<RunReport> = {
  outcome: "failure",
  failure: { code: "wrong-password", message: "no" },
  snapshotId: undefined,
};
const noAnswer: Partial<RunReport> = {
  ...wrongPassword,
  failure: { code: "repository-unreachable", message: "no" },
};

let orchestrator: TestOrchestrator;
let sent: Outgoing[];
let isDown: boolean;

beforeEach(async () => {
  sent = [];
  isDown = false;
  orchestrator = await openOrchestrator({
    async deliver(_channel, out) {
      if (isDown) throw new DeliveryProblem("chat.example refused the connection.");
      sent.push(out);
    },
  });
});
afterEach(() => orchestrator.close());

const channel = (input: NoticeChannelInput | typeof hook = hook) =>
  orchestrator.admin(createNoticeChannel, { body: input });
const notices = async () => (await orchestrator.admin(listNotices, { query: {} })).items;
const titles = () => sent.map((out) => (out.type === "message" ? out.title : out.state));

/** Time goes on in steps of the ticker, so that what waits for a minute gets its minute. */
async function pass(ms: number): Promise<void> {
  orchestrator.pass(ms);
  await orchestrator.tick();
}

async function told(count: number): Promise<void> {
  await vi.waitFor(() => expect(sent).toHaveLength(count));
}

type Machine = Awaited<ReturnType<typeof joinMachine>>;

async function backUp(machine: Machine, policyId: string, report: Partial<RunReport> = {}): Promise<void> {
  await orchestrator.admin(createTask, { body: { kind: "backup", policyId, agentId: machine.agentId } });
  await machine.report(await machine.take(), report);
  await pass(10_000);
}

async function protectedMachine(hostname = "anna-pc", name = "Documents", draft: Partial<PolicyDraft> = {}) {
  const machine = await joinMachine(orchestrator, hostname);
  const { policy } = await protect(orchestrator, machine, { name, ...draft });
  return { machine, policy };
}

test("first success, failure, and that it works again: one message each, the last in place of the failure", async () => {
  await channel();
  const { machine, policy } = await protectedMachine();

  await backUp(machine, policy.id);
  await backUp(machine, policy.id);
  await told(1);
  await backUp(machine, policy.id, wrongPassword);
  await pass(MINUTE);
  await told(2);
  await backUp(machine, policy.id);
  await told(3);

  expect(titles()).toEqual([
    "The first backup of “Documents” is done",
    "The backup of “Documents” on anna-pc failed",
    "The backup of “Documents” on anna-pc works again",
  ]);
  expect(sent[1]).toMatchObject({ severity: "critical", text: expect.stringContaining("recovery kit") });
  expect(sent[2]).toMatchObject({ replaces: (sent[1] as { noticeId: string }).noticeId });
});

test("machines that fail within a minute from the same cause are one message", async () => {
  await channel();
  const machines = [];
  for (const name of ["anna-pc", "ben-pc", "cleo-pc"])
    machines.push(await protectedMachine(name, `Files of ${name}`));

  for (const { machine, policy } of machines) await backUp(machine, policy.id, wrongPassword);
  await pass(MINUTE);
  await told(1);

  const items = await notices();
  expect(titles()).toEqual([expect.stringMatching(/^3 computers failed/)]);
  expect(items.filter(({ kind, status }) => kind === "failure" && status === "told")).toHaveLength(3);
  expect(items.filter(({ foldedInto }) => foldedInto !== null)).toHaveLength(2);
});

test("what is tried again by itself is not told, and says so in the list", async () => {
  await channel();
  const { machine, policy } = await protectedMachine();

  await backUp(machine, policy.id, noAnswer);
  await pass(MINUTE);

  expect((await notices()).filter(({ kind }) => kind !== "all-well")).toMatchObject([
    { kind: "failure", status: "suppressed", reason: "It is tried again by itself." },
  ]);
});

test("the same folder in three runs is told, with its name", async () => {
  await channel();
  const { machine, policy } = await protectedMachine();
  const items = [{ path: "/home/anna/mail/inbox", message: "permission denied" }];

  for (let day = 0; day < 3; day += 1) {
    await backUp(machine, policy.id, { outcome: "warning", exitCode: 3, items });
    await pass(HOUR);
  }
  await told(2);

  expect(sent[1]).toMatchObject({
    kind: "warnings",
    text: expect.stringContaining("/home/anna could not be read"),
  });
});

test("a policy that gets to be at risk is told, and three days later again", async () => {
  await channel();
  const { machine, policy } = await protectedMachine("anna-pc", "Documents", {
    schedules: { backup: { every: "6h", catchUp: true, jitterSeconds: 0 } },
  });
  await backUp(machine, policy.id);
  await told(1);
  const atRisk = () => sent.filter((out) => out.type === "message" && out.kind === "at-risk").length;

  await pass(4 * DAY);
  await pass(MINUTE);
  await vi.waitFor(() => expect(atRisk()).toBe(1));
  await pass(2 * DAY);
  await pass(MINUTE);
  await pass(DAY);
  await pass(MINUTE);
  await vi.waitFor(() => expect(atRisk()).toBe(2));
});

test("a restart neither repeats nor forgets: what was decided but not delivered goes out, once", async () => {
  await channel();
  const { machine, policy } = await protectedMachine();
  isDown = true;
  await backUp(machine, policy.id);
  const trouble = async () =>
    (await notices()).flatMap(({ deliveries }) => deliveries.map(({ error }) => error));
  await vi.waitFor(async () => expect(await trouble()).toEqual([expect.stringContaining("refused")]));

  await orchestrator.restart();
  isDown = false;
  await pass(MINUTE);
  await told(1);
  await orchestrator.restart();
  await pass(MINUTE);
  await pass(HOUR);

  expect(titles()).toEqual(["The first backup of “Documents” is done"]);
});

test("a delivery is tried again for a day, ever more rarely, and then given up", async () => {
  await channel();
  const { machine, policy } = await protectedMachine();
  isDown = true;
  await backUp(machine, policy.id);
  const delivery = async () => (await notices()).find(({ kind }) => kind === "first-success")?.deliveries[0];
  await vi.waitFor(async () => expect(await delivery()).toMatchObject({ attempts: 1, status: "waiting" }));

  for (let attempts = 2; attempts < 5; attempts += 1) {
    await pass(2 ** attempts * MINUTE);
    await vi.waitFor(async () => expect(await delivery()).toMatchObject({ attempts }));
  }
  await pass(DAY);

  await vi.waitFor(async () =>
    expect(await delivery()).toMatchObject({
      status: "given-up",
      error: "chat.example refused the connection.",
      nextAttemptAt: null,
    }),
  );
});

test("a channel of one policy hears nothing of the others, and a switched-off one nothing at all", async () => {
  const { machine, policy } = await protectedMachine();
  const { policy: other } = await protectedMachine("ben-pc", "Photos");
  const { id } = await channel({ ...hook, enabled: true, digest: false, policyId: other.id });
  await backUp(machine, policy.id);
  await orchestrator.admin(replaceNoticeChannel, {
    params: { id },
    body: { ...hook, url: undefined, enabled: false },
  });
  await backUp(machine, policy.id, wrongPassword);
  await pass(MINUTE);

  expect((await notices()).map(({ kind, status, deliveries }) => [kind, status, deliveries.length])).toEqual(
    expect.arrayContaining([
      ["first-success", "told", 0],
      ["failure", "told", 0],
    ]),
  );
  expect(sent).toEqual([]);
});

test("a service that watches backups hears of the start, the success and the failure, each with its run", async () => {
  await channel({
    kind: "ping",
    name: "Watch",
    url: "https://hc.example/uuid",
    enabled: true,
    digest: false,
    policyId: null,
  });
  const { machine, policy } = await protectedMachine();
  await orchestrator.admin(createTask, {
    body: { kind: "backup", policyId: policy.id, agentId: machine.agentId },
  });
  const task = await machine.take();

  await pass(10_000);
  await told(1);
  await machine.report(task);
  await pass(10_000);
  await told(2);
  await backUp(machine, policy.id, noAnswer);
  await pass(2 * MINUTE);
  await backUp(machine, policy.id, wrongPassword);
  await told(3);

  expect(titles()).toEqual(["start", "success", "fail"]);
});

test("the morning's report comes when something is wrong", async () => {
  await channel();
  const { machine, policy } = await protectedMachine();
  await backUp(machine, policy.id, wrongPassword);
  await pass(MINUTE);
  await told(1);

  await pass(DAY);
  await vi.waitFor(() =>
    expect(sent.find((out) => out.type === "message" && out.kind === "digest")).toMatchObject({
      title: "Backups this morning: One problem needs you",
      text: expect.stringContaining("anna-pc (at risk): Documents"),
    }),
  );
});

test("a restore that is done says where the files are and what has no copy, and a try of one says nothing", async () => {
  const machine = await joinMachine(orchestrator);
  const { policy, repository } = await protect(orchestrator, machine);
  const repositoryId = repository.id;
  await machine.backUp(policy.id);
  await channel();
  const restore = async (summary: RunReport["summary"], outcome: RunReport["outcome"] = "success") => {
    const body = { repositoryId, snapshotId: SNAPSHOT, agentId: machine.agentId, target: "/srv/back" };
    await orchestrator.admin(createRestore, { body });
    await machine.report(await machine.take(), { summary, outcome });
    await pass(MINUTE);
  };

  await restore({});
  await restore({ restoredTo: "/srv/back" });

  await vi.waitFor(() => expect(titles()).toContain("The restore on anna-pc is done"));
  expect(titles().filter((title) => title.startsWith("The restore"))).toHaveLength(1);
  expect(JSON.stringify(sent)).toContain("The files are in /srv/back.");
  const notKept = ["What is overwritten is not kept: the disk ran full."];
  await restore({ restoredTo: "/srv/back", contentVerified: true, notKept }, "warning");
  await vi.waitFor(() => expect(JSON.stringify(sent)).toContain(notKept[0]));
  const { provenRestoreAt } = await orchestrator.admin(getRepository, { params: { id: repositoryId } });
  expect(provenRestoreAt).not.toBeNull();
});
