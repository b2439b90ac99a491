import { afterEach, beforeEach, expect, test } from "vitest";
import { removeAgent } from "#contract/agents";
import { getRepository } from "#contract/repositories";
import {
  changeFolderRepository,
  joinMachine,
  openOrchestrator,
  protect,
  type TestOrchestrator,
} from "../orchestrator-for-tests.ts";

const DAY_MS = 86_400_000;

let orchestrator: TestOrchestrator;
beforeEach(async () => {
  orchestrator = await openOrchestrator();
});
afterEach(() => orchestrator.close());

test.each(["says nothing any more", "was removed"])(
  "overdue upkeep is warned of, also where the machine that should do it %s",
  async (what) => {
    const [machine, nas] = [await joinMachine(orchestrator), await joinMachine(orchestrator, "nas")];
    const { policy, repository } = await protect(orchestrator, machine);
    await changeFolderRepository(orchestrator, repository.id, { maintenance: { agentId: nas.agentId } });
    await machine.backUp(policy.id);
    const codes = async () => {
      const { warnings } = await orchestrator.admin(getRepository, { params: { id: repository.id } });
      return warnings.map(({ code }) => code).sort();
    };
    if (what === "was removed") await orchestrator.admin(removeAgent, { params: { id: nas.agentId } });
    await orchestrator.tick();
    expect(await codes()).toEqual([]);

    orchestrator.pass(15 * DAY_MS);
    await orchestrator.tick();

    await expect
      .poll(codes, { timeout: 10_000 })
      .toEqual(["check-overdue", "drill-overdue", "prune-overdue"]);
  },
);
