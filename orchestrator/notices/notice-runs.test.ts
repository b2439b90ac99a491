import { afterEach, beforeEach, expect, test } from "vitest";
import { removeAgent } from "#contract/agents";
import { createNoticeChannel, listNotices } from "#contract/notices";
import { createTask } from "#contract/tasks";
import { joinMachine, openOrchestrator, protect, type TestOrchestrator } from "../orchestrator-for-tests.ts";

let orchestrator: TestOrchestrator;
let pings: string[];

beforeEach(async () => {
  pings = [];
  orchestrator = await openOrchestrator({
    async deliver(_channel, out) {
      if (out.type === "ping") pings.push(out.state);
    },
  });
});
afterEach(() => orchestrator.close());

test("that a machine is removed in the middle of its backup is no failure that anybody is told of", async () => {
  const ping = { kind: "ping", name: "Watch", url: "https://hc.example/uuid" } as const;
  await orchestrator.admin(createNoticeChannel, { body: ping });
  const machine = await joinMachine(orchestrator);
  const { policy } = await protect(orchestrator, machine);
  await machine.backUp(policy.id);
  const backup = { kind: "backup", policyId: policy.id, agentId: machine.agentId } as const;
  await orchestrator.admin(createTask, { body: backup });
  await machine.take();

  await orchestrator.admin(removeAgent, { params: { id: machine.agentId } });
  for (let minute = 0; minute < 3; minute += 1) {
    orchestrator.pass(60_000);
    await orchestrator.tick();
  }

  const { items } = await orchestrator.admin(listNotices, { query: {} });
  expect(items.map(({ kind }) => kind)).toEqual(["first-success"]);
  expect(pings).not.toContain("fail");
});
