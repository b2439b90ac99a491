import { expect, onTestFinished, test } from "vitest";
import { previewSchedule } from "#contract/schedule";
import { joinMachine, openOrchestrator, protect } from "../orchestrator-for-tests.ts";

test("a minute in which three other runs start is called crowded, the next one is not", async () => {
  const orchestrator = await openOrchestrator();
  onTestFinished(() => orchestrator.close());
  const schedules = { backup: { cron: "0 20 * * *", timeZone: "UTC" } };
  const warnings = async (cron: string) => {
    const { warnings } = await orchestrator.admin(previewSchedule, { body: { cron } });
    return warnings.map(({ code, message }) => `${code} ${message.slice(0, 12)}`);
  };
  const join = async (number: number) => {
    const machine = await joinMachine(orchestrator, `pc-${number}`);
    await protect(orchestrator, machine, { name: `Policy ${number}`, schedules });
  };
  await join(1);
  await join(2);
  expect(await warnings("0 20 * * *")).toEqual([]);

  await join(3);
  expect(await warnings("0 20 * * *")).toEqual(["crowded-minute 3 other runs"]);
  expect(await warnings("1 20 * * *")).toEqual([]);
});
