import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { assignPolicy, createPolicy, deletePolicy, replacePolicy, unassignPolicy } from "#contract/policies";
import { createTask } from "#contract/tasks";
import {
  changeFolderRepository,
  joinMachine,
  LOCAL_TOKEN,
  openOrchestrator,
  protect,
  type TestOrchestrator,
} from "../orchestrator-for-tests.ts";
import { createMetrics } from "./metrics.ts";

let orchestrator: TestOrchestrator;
beforeEach(async () => {
  orchestrator = await openOrchestrator();
});
afterEach(() => orchestrator.close());

async function scraped(): Promise<string[]> {
  const answer = await orchestrator.fetch("/metrics", {
    method: "GET",
    headers: { authorization: `Bearer ${LOCAL_TOKEN}` },
  });
  return (await answer.text()).split("\n");
}

test("a machine, a policy and a backup are counted as what they are", async () => {
  const machine = await joinMachine(orchestrator);
  const { policy } = await protect(orchestrator, machine);
  await orchestrator.admin(createTask, {
    body: { kind: "backup", policyId: policy.id, agentId: machine.agentId },
  });
  const task = await machine.take();
  await machine.log(task, 0, "one line");
  const during = await scraped();
  await machine.report(task);
  orchestrator.pass(60_000);

  expect(during).toContain('holdfast_leases{state="alive"} 1');
  expect(await scraped()).toEqual(
    expect.arrayContaining([
      'holdfast_registrations_total{result="new"} 1',
      'holdfast_agents{reachability="never"} 1',
      'holdfast_tasks_offered_total{kind="backup"} 1',
      'holdfast_tasks_acknowledged_total{kind="backup"} 1',
      'holdfast_runs_total{kind="backup",outcome="success"} 1',
      'holdfast_seconds_since_last_good_snapshot{agent="anna-pc",policy="Documents"} 60',
      'holdfast_policy_changes_total{verb="create"} 1',
      'holdfast_assignment_changes_total{verb="assign"} 1',
      "holdfast_log_chunks_total 1",
      "holdfast_log_bytes_total 8",
      'holdfast_leases{state="alive"} 0',
      "holdfast_queue_oldest_seconds 0",
      'holdfast_http_requests_total{method="POST",route="/api/v1/policies",status="2xx"} 1',
      'holdfast_http_request_duration_seconds_count{method="POST",route="/api/v1/policies"} 1',
    ]),
  );
});

test("heartbeats are counted, and upkeep by its kind", async () => {
  const machine = await joinMachine(orchestrator);
  const { repository } = await protect(orchestrator, machine);
  const maintenance = { agentId: machine.agentId };
  await changeFolderRepository(orchestrator, repository.id, { maintenance });
  await machine.beat();
  await orchestrator.admin(createTask, { body: { kind: "check", repositoryId: repository.id } });
  await machine.report(await machine.take(), { summary: { errorsFound: 0 } });

  expect(await scraped()).toEqual(
    expect.arrayContaining([
      "holdfast_heartbeats_total 1",
      'holdfast_agents{reachability="online"} 1',
      'holdfast_tasks_acknowledged_total{kind="check"} 1',
      'holdfast_runs_total{kind="check",outcome="success"} 1',
    ]),
  );
});

test("changes are counted by their verb; one that was refused, or changed nothing, is none", async () => {
  const machine = await joinMachine(orchestrator);
  const { policy, repository } = await protect(orchestrator, machine);
  const place = { params: { id: policy.id, agentId: machine.agentId } };
  const draft = { name: "Pictures", repositoryId: repository.id, include: ["/home/anna"] };
  await orchestrator.admin(assignPolicy, place);
  await orchestrator.admin(replacePolicy, { params: { id: policy.id }, body: draft });
  await orchestrator.admin(createPolicy, { body: draft }).catch(() => undefined);
  await orchestrator.admin(unassignPolicy, place);
  await orchestrator.admin(deletePolicy, { params: { id: policy.id } });

  const lines = (await scraped()).filter((line) => /^holdfast_(policy|assignment)_changes/.test(line));
  expect(lines.sort()).toEqual([
    'holdfast_assignment_changes_total{verb="assign"} 1',
    'holdfast_assignment_changes_total{verb="unassign"} 1',
    'holdfast_policy_changes_total{verb="change"} 1',
    'holdfast_policy_changes_total{verb="create"} 1',
    'holdfast_policy_changes_total{verb="delete"} 1',
  ]);
});

test("slots are counted by how they ended, also over a restart", async () => {
  const machine = await joinMachine(orchestrator);
  await protect(orchestrator, machine, {
    schedules: { backup: { every: "1h", catchUp: false, jitterSeconds: 0 } },
  });
  orchestrator.pass(3_600_000);
  await orchestrator.tick();
  await machine.report(await machine.take());
  await orchestrator.restart(() => orchestrator.pass(10 * 3_600_000));

  const lines = (await scraped()).filter((line) => line.startsWith("holdfast_slots_total"));
  expect(lines).toContain('holdfast_slots_total{outcome="done"} 1');
  expect(lines).toContainEqual(expect.stringMatching(/outcome="skipped"\} [1-9]/));
});

test("an address that nobody serves makes no label of its own", async () => {
  await orchestrator.fetch("/api/v1/no/such/place", {
    method: "GET",
    headers: { authorization: `Bearer ${LOCAL_TOKEN}` },
  });

  expect((await scraped()).filter((line) => line.includes("such"))).toEqual([]);
});

test("the page on operations names every metric with its labels, and no other", () => {
  const page = readFileSync(join(import.meta.dirname, "../../docs/operations.md"), "utf8");
  const inQuotes = (cell: string) =>
    [...cell.replace(/\([^)]*\)/g, "").matchAll(/`(\w+)`/g)].map(([, name = ""]) => name);
  const told = [...page.matchAll(/^\| (`holdfast_.*?) \| (.*)\|$/gm)].flatMap(([, names = "", labels = ""]) =>
    inQuotes(names).map((name) => `${name} ${inQuotes(labels)}`),
  );
  const counted = createMetrics()
    .registry.getMetricsAsArray()
    .map((metric) => `${metric.name} ${Reflect.get(metric, "labelNames")}`);

  // What the agent counts of itself is looked up in its own test.
  expect(told.filter((name) => !name.startsWith("holdfast_agent_")).sort()).toEqual(counted.sort());
});
