import { afterEach, beforeEach, expect, test } from "vitest";
import { diagnoseAgent, listAgents } from "#contract/agents";
import { pathOf } from "#contract/call";
import { answerQuestion, type Question } from "#contract/questions";
import { openPair, type Pair } from "./pair-for-tests.ts";

let pair: Pair;
beforeEach(async () => {
  pair = await openPair();
  await pair.join();
  await pair.follower.round();
});
afterEach(() => pair.close());

async function ask() {
  const [agent] = (await pair.upstream.admin(listAgents, { query: {} })).items;
  const answer = pair.upstream.admin(diagnoseAgent, { params: { id: agent?.id ?? "" } });
  // Whoever waits for it comes a moment later.
  answer.catch(() => undefined);
  return answer;
}

/** As the local agent does it: the question comes with a poll, after the round that finds it there. */
async function nextQuestion(): Promise<Question> {
  for (;;) {
    await pair.follower.round();
    const { questions } = await pair.machine.poll(1);
    const [question] = questions;
    if (question !== undefined) return question;
  }
}

async function answer({ questionId }: Question, ...lines: object[]): Promise<number> {
  const params = { id: pair.machine.agentId, questionId };
  const reply = await pair.follower.fetch(pathOf(answerQuestion, { params }), {
    method: "POST",
    headers: { authorization: `Bearer ${pair.machine.key}`, "content-type": "application/x-ndjson" },
    body: lines.map((line) => `${JSON.stringify(line)}\n`).join(""),
  });
  return reply.status;
}

test("a question from there is asked of this machine's own agent, and the answer flows back", async () => {
  const checks = [{ name: "restic", status: "ok" as const, message: "It is there." }];
  const asked = { done: ask() };

  const question = await nextQuestion();
  expect(question).toMatchObject({ kind: "diagnose" });
  expect(await answer(question, { checks })).toBe(204);

  expect(await asked.done).toEqual({ checks });
});

test("a refusal of this machine is told there in its own words", async () => {
  const asked = { done: ask() };

  const question = await nextQuestion();
  await answer(question, { error: { code: "internal", message: "restic was not found here." } });

  await expect(asked.done).rejects.toThrow("restic was not found here.");
});
