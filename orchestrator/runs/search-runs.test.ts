import { expect, onTestFinished, test } from "vitest";
import { listRuns } from "#contract/runs";
import { createTask } from "#contract/tasks";
import { goodReport, joinMachine, openOrchestrator, protect } from "../orchestrator-for-tests.ts";

test("a run is found by its machine, its policy, its repository and its failure, in capitals or not", async () => {
  const orchestrator = await openOrchestrator();
  onTestFinished(() => orchestrator.close());
  const { admin } = orchestrator;
  const anna = await joinMachine(orchestrator, "anna-pc");
  const ben = await joinMachine(orchestrator, "ben-pc");
  const documents = await protect(orchestrator, anna, { name: "Documents" });
  const photos = await protect(orchestrator, ben, { name: "Photos 100%" });
  await anna.backUp(documents.policy.id);
  orchestrator.pass(60_000);
  await admin(createTask, { body: { kind: "backup", agentId: ben.agentId, policyId: photos.policy.id } });
  const failure = { code: "source-missing", message: "The folder /home/Ben is not there." } as const;
  await ben.report(await ben.take(), { ...goodReport, outcome: "failure", failure });
  const found = async (q: string) =>
    (await admin(listRuns, { query: { q } })).items.map(({ policyName }) => policyName);

  expect(await found("PC")).toEqual(["Photos 100%", "Documents"]);
  expect(await found("Anna")).toEqual(["Documents"]);
  expect(await found("0%")).toEqual(["Photos 100%"]);
  expect(await found(`disk of ${anna.agentId}`)).toEqual(["Documents"]);
  expect(await found("/HOME/ben")).toEqual(["Photos 100%"]);
  expect(await found("nobody's")).toEqual([]);
});
