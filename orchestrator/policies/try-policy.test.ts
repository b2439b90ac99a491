import { afterEach, beforeEach, expect, test } from "vitest";
import { tryPolicy, tryUnsavedPolicy } from "#contract/policies";
import type { Question } from "#contract/questions";
import { joinMachine, openOrchestrator, protect, type TestOrchestrator } from "../orchestrator-for-tests.ts";

let orchestrator: TestOrchestrator;
let machine: Awaited<ReturnType<typeof joinMachine>>;

beforeEach(async () => {
  orchestrator = await openOrchestrator();
  machine = await joinMachine(orchestrator);
  await machine.beat();
});
afterEach(() => orchestrator.close());

const report = {
  roots: [],
  files: 3,
  bytes: 19,
  complete: true,
  countedBy: "restic",
  note: null,
  unreadable: [],
  unreadableCount: 0,
};

/** Takes the next question and answers it with the report. */
async function answer(): Promise<Question | undefined> {
  const { questions } = await machine.poll(10);
  const [question] = questions;
  const path = `/api/v1/agents/${machine.agentId}/questions/${question?.questionId}/answer`;
  await orchestrator.fetch(path, {
    method: "POST",
    headers: { authorization: `Bearer ${machine.key}`, "content-type": "application/x-ndjson" },
    body: `${JSON.stringify(report)}\n`,
  });
  return question;
}

test("a saved policy is tried as the machine would run it, against its repository", async () => {
  const perOs = { linux: { include: ["{home}/Projects"] } };
  const { policy } = await protect(orchestrator, machine, { exclude: ["*.o"], perOs });

  const [tried, question] = await Promise.all([
    orchestrator.admin(tryPolicy, { params: { id: policy.id }, body: { agentId: machine.agentId } }),
    answer(),
  ]);

  expect(tried).toEqual(report);
  expect(question).toMatchObject({
    kind: "try",
    args: {
      include: ["{home}/Projects"],
      exclude: ["*.o"],
      host: "anna-pc",
      tags: ["holdfast", `policy:${policy.id}`],
    },
    repository: { credentials: { password: "open sesame" } },
  });
});

test("one that is not saved needs no more than its folders", async () => {
  const [tried, question] = await Promise.all([
    orchestrator.admin(tryUnsavedPolicy, { body: { agentId: machine.agentId, include: ["/home/anna"] } }),
    answer(),
  ]);

  expect(tried.files).toBe(3);
  expect(question?.repository).toBeUndefined();
});

test("a machine that is not online is not asked", async () => {
  const silent = await joinMachine(orchestrator, "ben-pc");

  const tried = orchestrator.admin(tryUnsavedPolicy, {
    body: { agentId: silent.agentId, include: ["/home/ben"] },
  });

  await expect(tried).rejects.toMatchObject({ problem: { code: "machine-did-not-answer" } });
});
