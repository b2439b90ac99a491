import { expect, test } from "vitest";
import { pauseAgent } from "#contract/agents";
import { assignPolicy } from "#contract/policies";
import { listSlots } from "#contract/schedule";
import { createTask, listTasks } from "#contract/tasks";
import { askDatabaseForTests } from "../db/database-for-tests.ts";
import { joinMachine, openOrchestrator, protect } from "../orchestrator-for-tests.ts";

const hourly = { schedules: { backup: { cron: "0 * * * *", timeZone: "UTC" } } };

test("machines that come due together get each its own end, and one that cannot be entered holds up nobody", async () => {
  const orchestrator = await openOrchestrator();
  const { admin } = orchestrator;
  const free = await joinMachine(orchestrator, "free");
  const { policy } = await protect(orchestrator, free, hourly);
  const [paused, busy, broken] = [
    await joinMachine(orchestrator, "paused"),
    await joinMachine(orchestrator, "busy"),
    await joinMachine(orchestrator, "broken"),
  ];
  for (const { agentId } of [paused, busy, broken])
    await admin(assignPolicy, { params: { id: policy.id, agentId } });
  await admin(pauseAgent, { params: { id: paused.agentId }, body: {} });
  await admin(createTask, { body: { kind: "backup", policyId: policy.id, agentId: busy.agentId } });
  const { id: other } = await admin(createTask, {
    body: { kind: "backup", policyId: policy.id, agentId: broken.agentId },
  });
  const taken = `${policy.id}/${broken.agentId}/backup/2026-11-24T13:00/UTC/0`;
  await askDatabaseForTests(
    orchestrator.dataDir,
    `update task set slot_key = '${taken}', status = 'failed', finished_at = '' where id = '${other}'`,
  );

  orchestrator.setClock("2026-11-24T13:00:05.000Z");
  await orchestrator.tick();

  const { items: slots } = await admin(listSlots, { query: {} });
  const endOf = (agentId: string) => slots.find((slot) => slot.agentId === agentId);
  expect(endOf(free.agentId)).toMatchObject({ outcome: "pending", reason: null });
  expect(endOf(paused.agentId)).toMatchObject({
    outcome: "skipped",
    reason: "Backups of this machine are paused until somebody resumes them.",
  });
  expect(endOf(busy.agentId)).toMatchObject({
    outcome: "skipped",
    reason: "An earlier run of this policy was still waiting.",
  });
  expect(endOf(broken.agentId)).toBeUndefined();
  const { items: tasks } = await admin(listTasks, { query: { agent: free.agentId, kind: "backup" } });
  expect(tasks).toMatchObject([{ origin: "schedule", status: "queued" }]);
  await orchestrator.close();
});
