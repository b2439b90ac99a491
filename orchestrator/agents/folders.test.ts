import { afterEach, beforeEach, expect, test } from "vitest";
import { listAudit } from "#contract/audit";
import { countFolders, listFolders } from "#contract/folders";
import type { Question } from "#contract/questions";
import {
  joinMachine,
  LOCAL_TOKEN,
  openOrchestrator,
  type TestOrchestrator,
} from "../orchestrator-for-tests.ts";

let orchestrator: TestOrchestrator;
let machine: Awaited<ReturnType<typeof joinMachine>>;

beforeEach(async () => {
  orchestrator = await openOrchestrator();
  machine = await joinMachine(orchestrator);
  await machine.beat();
});
afterEach(() => orchestrator.close());

/** Takes the next question and answers it with these lines. */
async function answer(...lines: object[]): Promise<Question | undefined> {
  const [question] = (await machine.poll(10)).questions;
  await orchestrator.fetch(`/api/v1/agents/${machine.agentId}/questions/${question?.questionId}/answer`, {
    method: "POST",
    headers: { authorization: `Bearer ${machine.key}`, "content-type": "application/x-ndjson" },
    body: lines.map((line) => `${JSON.stringify(line)}\n`).join(""),
  });
  return question;
}

const params = () => ({ id: machine.agentId });
const folder = { path: "/home/anna", name: "anna", state: "open", isMount: false };
const rest = { hasMore: true, otherCount: 3, isCut: false };

test("the folders of a machine are asked of it, page by page, and the look is written down", async () => {
  const [listed, question] = await Promise.all([
    orchestrator.admin(listFolders, { params: params(), query: { path: "/home", limit: 1, after: "ada" } }),
    answer(folder, { rest }),
  ]);

  expect(question).toMatchObject({ kind: "folders", args: { path: "/home", limit: 1, after: "ada" } });
  expect(question).not.toHaveProperty("repository");
  expect(listed).toEqual({ items: [folder], ...rest });
  const { items } = await orchestrator.admin(listAudit, { query: {} });
  expect(items).toContainEqual(
    expect.objectContaining({ action: "agent.folders", detail: "looked into /home" }),
  );
});

test("what the machine refuses is told in its words", async () => {
  const refused = { error: { code: "not-allowed-here", message: "The rules say no." } };

  const [listing] = await Promise.allSettled([
    orchestrator.admin(listFolders, { params: params(), query: { path: "/root" } }),
    answer(refused),
  ]);
  const [counting] = await Promise.all([count(["/root"]), answer(refused)]);

  expect(listing).toMatchObject({ status: "rejected", reason: { message: "The rules say no." } });
  expect(counting).toMatchObject({ status: 502, text: expect.stringContaining("The rules say no.") });
});

async function count(paths: string[]) {
  const path = countFolders.path.replace(":id", machine.agentId);
  const reply = await orchestrator.fetch(path, {
    method: "POST",
    headers: { authorization: `Bearer ${LOCAL_TOKEN}`, "content-type": "application/json" },
    body: JSON.stringify({ paths }),
  });
  return { status: reply.status, text: await reply.text() };
}

test("sizes come as lines, as the machine tells them", async () => {
  const size = { path: "/home/anna", files: 1, bytes: 5, state: "counting", unreadable: 0 };
  const whole = { ...size, files: 2, bytes: 9, state: "whole" };

  const [counted, question] = await Promise.all([count(["/home/anna"]), answer(size, whole)]);

  expect(question).toMatchObject({ kind: "folder-sizes", args: { paths: ["/home/anna"] } });
  expect(counted).toEqual({ status: 200, text: `${JSON.stringify(size)}\n${JSON.stringify(whole)}\n` });
});
