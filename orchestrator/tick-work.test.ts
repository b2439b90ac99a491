import { afterEach, beforeEach, expect, test } from "vitest";
import { listAgentEvents, pauseAgent } from "#contract/agents";
import { joinMachine, openOrchestrator, type TestOrchestrator } from "./orchestrator-for-tests.ts";

const TEN_SECONDS = 10_000;

let orchestrator: TestOrchestrator;
let agentId: string;

/** The end of a pause is one of the things that can wait for a minute. */
beforeEach(async () => {
  orchestrator = await openOrchestrator({ at: "2026-11-24T12:00:00.000Z" });
  ({ agentId } = await joinMachine(orchestrator));
  await orchestrator.tick();
  await orchestrator.admin(pauseAgent, {
    params: { id: agentId },
    body: { until: "2026-11-24T12:00:05.000Z" },
  });
});
afterEach(() => orchestrator.close());

async function isOver(): Promise<boolean> {
  const { items } = await orchestrator.admin(listAgentEvents, { params: { id: agentId }, query: {} });
  return items.some(({ reason }) => reason === "The pause is over.");
}

test("of the ticks of a minute one looks at what can wait", async () => {
  const seen: boolean[] = [];
  for (let tick = 0; tick < 6; tick += 1) {
    orchestrator.pass(TEN_SECONDS);
    await orchestrator.tickInTurn();
    seen.push(await isOver());
  }

  expect(seen).toEqual([false, false, false, false, false, true]);
});

test("nothing waits for its minute when somebody asks", async () => {
  orchestrator.pass(TEN_SECONDS);
  await orchestrator.tick();

  expect(await isOver()).toBe(true);
});

test("nothing waits for its minute when the clock was set", async () => {
  orchestrator.pass(3 * TEN_SECONDS);
  await orchestrator.tickInTurn();
  orchestrator.setClock("2026-11-24T12:00:15.000Z");
  await orchestrator.tickInTurn();

  expect(await isOver()).toBe(true);
});
