import { afterEach, beforeEach, expect, test } from "vitest";
import { listAudit } from "#contract/audit";
import { reportStolen } from "#contract/stolen";
import { createTask, listTasks } from "#contract/tasks";
import { joinMachine, openOrchestrator, protect, type TestOrchestrator } from "../orchestrator-for-tests.ts";

let orchestrator: TestOrchestrator;
beforeEach(async () => {
  orchestrator = await openOrchestrator();
});
afterEach(() => orchestrator.close());

const report = (id: string) => orchestrator.admin(reportStolen, { params: { id } });

test("a stolen machine is out at once, its open poll ends, and its work is stopped", async () => {
  const machine = await joinMachine(orchestrator, "laptop");
  await protect(orchestrator, machine);
  const open = machine.poll(20);
  const ended = expect(open).rejects.toMatchObject({ problem: { code: "wrong-credential" } });

  await report(machine.agentId);

  await ended;
  await expect(machine.poll()).rejects.toMatchObject({ problem: { code: "wrong-credential" } });
  const { items } = await orchestrator.admin(listTasks, { query: { agent: machine.agentId, open: "true" } });
  expect(items).toEqual([]);
});

test("it says which credentials the machine had, also when it is asked again", async () => {
  const machine = await joinMachine(orchestrator, "laptop");
  const other = await joinMachine(orchestrator, "desk");
  const { repository } = await protect(orchestrator, machine);
  await protect(orchestrator, other, { name: "Other documents" });

  const first = await report(machine.agentId);

  expect(first.repositories).toMatchObject([
    {
      id: repository.id,
      kind: "fs",
      change: [/password/, /folder/].map((part) => expect.stringMatching(part)),
    },
  ]);
  expect(first).toMatchObject({ hostname: "laptop", unknownSnapshots: [], unknownSnapshotCount: 0 });
  expect(await report(machine.agentId)).toEqual(first);
});

test("it shows what nobody reported, and who asked is in the audit log", async () => {
  const machine = await joinMachine(orchestrator, "laptop");
  const { repository } = await protect(orchestrator, machine);
  const strange = "cd".repeat(32);
  await orchestrator.admin(createTask, {
    body: { kind: "snapshots", repositoryId: repository.id, agentId: machine.agentId },
  });
  const entry = {
    id: strange,
    time: "2026-11-20T10:00:00.000Z",
    hostname: "elsewhere",
    paths: ["/"],
    tags: [],
  };
  await machine.report(await machine.take(), { snapshots: [entry] });

  const { unknownSnapshots } = await report(machine.agentId);

  expect(unknownSnapshots).toMatchObject([
    { repositoryId: repository.id, id: strange, hostname: "elsewhere" },
  ]);
  const { items } = await orchestrator.admin(listAudit, { query: {} });
  expect(items[0]).toMatchObject({ action: "agent.stolen", object: `agent ${machine.agentId}` });
});
