import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { pauseAgent } from "#contract/agents";
import { openDatabase } from "../db/database.ts";
import { joinMachine, openOrchestrator, protect } from "../orchestrator-for-tests.ts";
import { createMachinesNow, howMachinesAre } from "./how-machines-are.ts";

test("what is remembered of the machines is what would be read anew, as time passes and things change", async () => {
  const orchestrator = await openOrchestrator();
  onTestFinished(() => orchestrator.close());
  const db = await openDatabase(join(orchestrator.dataDir, "holdfast.db"));
  onTestFinished(() => db.close());
  const anna = await joinMachine(orchestrator);
  await joinMachine(orchestrator, "bert-pc");
  const schedules = { backup: { cron: "0 20 * * *", timeZone: "UTC" } };
  const { policy } = await protect(orchestrator, anna, { schedules });
  const machinesNow = createMachinesNow(db);
  const seen = new Set<string>();
  let remembered = 0;
  const look = async () => {
    const now = new Date(orchestrator.clock.ms);
    const [first, again] = [await machinesNow(now), await machinesNow(now)];
    if (first === again) remembered += 1;
    expect(first).toEqual(await howMachinesAre(db.read, now));
    for (const [state, count] of Object.entries(first.counts)) if (count > 0) seen.add(state);
  };
  const hours = async (count: number) => {
    for (let n = 0; n < count; n += 1) {
      orchestrator.pass(3_600_000);
      await look();
    }
  };

  await look();
  await anna.backUp(policy.id);
  await hours(100);
  const until = new Date(orchestrator.clock.ms + 7_200_000).toISOString();
  await orchestrator.admin(pauseAgent, { params: { id: anna.agentId }, body: { until } });
  await hours(4);
  orchestrator.setClock("2026-11-25T12:00:00.000Z");
  await look();

  expect([...seen].sort()).toEqual(["at-risk", "late", "never", "paused", "protected"]);
  expect(remembered).toBe(106);
});
