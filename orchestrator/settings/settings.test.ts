import { afterEach, beforeEach, expect, test } from "vitest";
import { createApiToken } from "#contract/access";
import { listAudit } from "#contract/audit";
import { changeSettings, defaultSettings, getSettings } from "#contract/settings";
import { LOCAL_TOKEN, openOrchestrator, type TestOrchestrator } from "../orchestrator-for-tests.ts";

let orchestrator: TestOrchestrator;

beforeEach(async () => {
  orchestrator = await openOrchestrator();
});
afterEach(() => orchestrator.close());

const put = (body: object, headers: Record<string, string> = {}) =>
  orchestrator.fetch("/api/v1/settings", {
    method: "PUT",
    headers: { authorization: `Bearer ${LOCAL_TOKEN}`, "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });

test("nobody has changed anything yet: the defaults", async () => {
  expect(await orchestrator.admin(getSettings, {})).toEqual({
    ...defaultSettings,
    revision: 0,
    updatedAt: null,
  });
});

test("what is changed stays changed, the rest stays, and the audit log knows who did it", async () => {
  await orchestrator.admin(changeSettings, { body: { keepRunsDays: 30 } });
  await orchestrator.admin(changeSettings, { body: { displayName: " Office " } });
  await orchestrator.restart();

  const { items } = await orchestrator.admin(listAudit, { query: {} });
  const { token } = await orchestrator.admin(createApiToken, { body: { name: "viewer", role: "viewer" } });
  expect(await orchestrator.callWith(token)(getSettings, {})).toMatchObject({
    displayName: "Office",
    keepRunsDays: 30,
    keepLogsDays: 90,
    revision: 2,
    updatedAt: "2026-11-24T12:00:30.000Z",
  });
  expect(items[0]).toMatchObject({ action: "settings.change", detail: "displayName = Office" });
});

test("a change of what somebody else changed meanwhile is refused", async () => {
  expect((await put({ keepLogsDays: 7 }, { "if-match": '"0"' })).headers.get("etag")).toBe('"1"');

  expect((await put({ keepLogsDays: 8 }, { "if-match": '"0"' })).status).toBe(412);
});

test.each([
  [{ keepRunsDays: 0 }, "keepRunsDays"],
  [{ logQuotaBytes: 1.5 }, "logQuotaBytes"],
  [{ displayName: "  " }, "displayName"],
  [{ colour: "red" }, "colour"],
])("%j is refused with the name of the field", async (body, field) => {
  const answer = await put(body);

  expect(answer.status).toBe(422);
  expect(JSON.parse(await answer.text())).toMatchObject({ errors: [{ path: field }] });
});
