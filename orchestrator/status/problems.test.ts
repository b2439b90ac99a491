import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { getStatus } from "#contract/status";
import { createTask } from "#contract/tasks";
import { openDatabase } from "../db/database.ts";
import { joinMachine, openOrchestrator, protect } from "../orchestrator-for-tests.ts";
import { howMachinesAre } from "./how-machines-are.ts";
import { findProblems } from "./problems.ts";

const MACHINES = 5;

test("of many problems the worst are told, and how many there are in all", async () => {
  const orchestrator = await openOrchestrator();
  onTestFinished(() => orchestrator.close());
  const db = await openDatabase(join(orchestrator.dataDir, "holdfast.db"));
  onTestFinished(() => db.close());
  const schedules = { backup: { cron: "0 20 * * *", timeZone: "UTC" } };
  for (let n = 0; n < MACHINES; n += 1) {
    const machine = await joinMachine(orchestrator, `pc-${n}`);
    const { policy } = await protect(orchestrator, machine, { schedules, name: `Policy ${n}` });
    if (n === 0) await machine.backUp(policy.id);
  }
  orchestrator.pass(2 * 86_400_000);
  const now = new Date(orchestrator.clock.ms);
  const { pairs } = await howMachinesAre(db.read, now);

  const whole = await orchestrator.admin(getStatus, { query: {} });
  const some = await findProblems(db.read, pairs, 2);

  expect(whole.problems.length).toBe(MACHINES);
  expect(whole.problemCounts).toEqual({ "at-risk": 0, late: MACHINES, warning: 0 });
  expect(some).toEqual({ problems: whole.problems.slice(0, 2), problemCounts: whole.problemCounts });
});

test("a backup that failed while the last good one is young is said to have failed, not to be late", async () => {
  const orchestrator = await openOrchestrator();
  onTestFinished(() => orchestrator.close());
  const machine = await joinMachine(orchestrator);
  const schedules = { backup: { cron: "0 20 * * *", timeZone: "UTC" } };
  const { policy } = await protect(orchestrator, machine, { schedules });
  await machine.backUp(policy.id);
  orchestrator.pass(60_000);
  const body = { kind: "backup", agentId: machine.agentId, policyId: policy.id } as const;
  await orchestrator.admin(createTask, { body });
  const failure = { code: "repository-missing", message: "There is none." } as const;
  await machine.report(await machine.take(), { outcome: "failure", exitCode: 10, failure });
  const sentence = async () => (await orchestrator.admin(getStatus, { query: {} })).verdict.sentence;

  expect(await sentence()).toBe("The last backup of Documents failed. Last good backup: 1 min ago.");
  orchestrator.pass(2 * 86_400_000);
  expect(await sentence()).toMatch(/^Documents is late\. /);
});
