import { afterEach, beforeEach, expect, test } from "vitest";
import { assignPolicy, createPolicy, replacePolicy } from "#contract/policies";
import { joinMachine, openOrchestrator, protect, type TestOrchestrator } from "../orchestrator-for-tests.ts";
import { jitterOf } from "../schedule/jitter.ts";

const HOUR = 3_600_000;

let orchestrator: TestOrchestrator;
let machine: Awaited<ReturnType<typeof joinMachine>>;
let repositoryId: string;
beforeEach(async () => {
  orchestrator = await openOrchestrator();
  machine = await joinMachine(orchestrator);
  ({ id: repositoryId } = (await protect(orchestrator, machine)).repository);
});
afterEach(() => orchestrator.close());

const draft = (name: string) => ({
  ...{ name, repositoryId, include: ["/home/anna"] },
  schedules: { backup: { cron: "0 13 * * *", timeZone: "UTC", jitterSeconds: 86_400, catchUp: true } },
});

/** A policy of which this machine's share of the jitter is hours. */
async function protectLate(): Promise<{ id: string; name: string }> {
  for (let n = 0; ; n += 1) {
    const name = `Late ${n}`;
    const { id } = await orchestrator.admin(createPolicy, { body: draft(name) });
    if (jitterOf(id, machine.agentId, 86_400) < 4 * 3_600) continue;
    await orchestrator.admin(assignPolicy, { params: { id, agentId: machine.agentId } });
    return { id, name };
  }
}

test("a backup whose share of a long jitter is still to come does not start with a change of its policy", async () => {
  const { id, name } = await protectLate();
  orchestrator.pass(HOUR + 60_000);
  await orchestrator.admin(replacePolicy, {
    params: { id },
    body: { ...draft(name), include: ["/home/otto"] },
  });
  await orchestrator.tick();

  expect((await machine.poll()).tasks).toEqual([]);
});
