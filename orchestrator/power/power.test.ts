import { expect, onTestFinished, test } from "vitest";
import { reportPower } from "#contract/power";
import { openOrchestrator } from "../orchestrator-for-tests.ts";
import { createReportedPower } from "./reported-power.ts";

test("what the shell reports holds for two minutes", () => {
  let at = 0;
  const power = createReportedPower(() => at);
  expect(power.current()).toBeUndefined();

  power.report(true);
  at = 120_000;
  expect(power.current()).toEqual({ onBattery: true });
  at = 120_001;

  expect(power.current()).toBeUndefined();
});

test("the shell may report, and nothing else than power", async () => {
  const orchestrator = await openOrchestrator();
  onTestFinished(() => orchestrator.close());

  await orchestrator.admin(reportPower, { body: { onBattery: true, resumed: true } });
  const wrong = orchestrator.admin(reportPower, { body: { onBattery: "yes" } as never });

  await expect(wrong).rejects.toMatchObject({ problem: { status: 422 } });
});
