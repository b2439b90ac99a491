import { afterEach, beforeEach, expect, test } from "vitest";
import { getPolicy, replacePolicy } from "#contract/policies";
import { getRepository, type RepositoryUpdate, replaceRepository } from "#contract/repositories";
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

test("so can a repository, with the fields of its place, and without its password", async () => {
  const { repository } = await protect(orchestrator, await joinMachine(orchestrator));
  const params = { id: repository.id };
  const read = await orchestrator.admin(getRepository, { params });
  const body = { ...read, name: "Renamed" } as unknown as RepositoryUpdate;

  const changed = await orchestrator.admin(replaceRepository, { params, body });

  expect(read).toMatchObject({ kind: "fs", path: expect.stringContaining("/mnt/") });
  expect(changed).toEqual({
    ...read,
    name: "Renamed",
    revision: read.revision + 1,
    updatedAt: expect.any(String),
  });
});

test("a field that nothing has is refused", async () => {
  const { policy } = await protect(orchestrator, await joinMachine(orchestrator));
  const body = { ...policy, inclde: ["/home"] };

  const changed = orchestrator.admin(replacePolicy, { params: { id: policy.id }, body });

  await expect(changed).rejects.toMatchObject({ problem: { status: 422, errors: [{ path: "inclde" }] } });
});
