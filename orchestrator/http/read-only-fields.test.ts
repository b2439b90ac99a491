import { afterEach, beforeEach, expect, test } from "vitest";
import { getPolicy, replacePolicy } from "#contract/policies";
import { changeSettings, getSettings } from "#contract/settings";
import { joinMachine, openOrchestrator, protect, type TestOrchestrator } from "../orchestrator-for-tests.ts";

let orchestrator: TestOrchestrator;
beforeEach(async () => {
  orchestrator = await openOrchestrator();
});
afterEach(() => orchestrator.close());

test("what was read can be changed and sent back as it is", async () => {
  const { policy } = await protect(orchestrator, await joinMachine(orchestrator));
  const params = { id: policy.id };
  const read = await orchestrator.admin(getPolicy, { params });
  const settings = await orchestrator.admin(getSettings, {});

  const changed = await orchestrator.admin(replacePolicy, {
    params,
    body: { ...read, description: "All of it" },
  });
  await orchestrator.admin(changeSettings, { body: { ...settings, displayName: "Attic" } });

  expect(changed).toMatchObject({ id: policy.id, name: read.name, description: "All of it" });
  expect((await orchestrator.admin(getSettings, {})).displayName).toBe("Attic");
});

test("a field that nothing has is refused", async () => {
  const { policy } = await protect(orchestrator, await joinMachine(orchestrator));
  const body = { ...policy, inclde: ["/home"] };

  const changed = orchestrator.admin(replacePolicy, { params: { id: policy.id }, body });

  await expect(changed).rejects.toMatchObject({ problem: { status: 422, errors: [{ path: "inclde" }] } });
});
