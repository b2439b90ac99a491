import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createApiToken } from "#contract/access";
import { listAudit } from "#contract/audit";
import {
  createNoticeChannel,
  deleteNoticeChannel,
  listNoticeChannels,
  listNotices,
  type NoticeChannelInput,
  replaceNoticeChannel,
  testNoticeChannel,
} from "#contract/notices";
import { isOnServer } from "../db/database-for-tests.ts";
import { LOCAL_TOKEN, openOrchestrator, type TestOrchestrator } from "../orchestrator-for-tests.ts";
import { DeliveryProblem } from "./post.ts";

let orchestrator: TestOrchestrator;
let heard: NoticeChannelInput[];

beforeEach(async () => {
  heard = [];
  orchestrator = await openOrchestrator({
    async deliver(channel) {
      heard.push(channel);
      if (channel.name === "Broken") throw new DeliveryProblem("It refused.");
    },
  });
});
afterEach(() => orchestrator.close());

const ntfy = {
  kind: "ntfy",
  name: "Phone",
  server: "https://ntfy.example",
  topic: "anna",
  token: "tk_very",
} as const;
const post = async (body: object, path = "/api/v1/notice-channels", method = "POST") => {
  const answer = await orchestrator.fetch(path, {
    method,
    headers: { authorization: `Bearer ${LOCAL_TOKEN}`, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  return { status: answer.status, text: await answer.text() };
};

test.skipIf(isOnServer())(
  "a channel is shown without its secrets, and they are nowhere in clear (it looks at the file of SQLite)",
  async () => {
    const hook = { kind: "slack", name: "Chat", url: "https://hooks.example/T0/very-secret" } as const;

    const added = await orchestrator.admin(createNoticeChannel, { body: ntfy });
    await orchestrator.admin(createNoticeChannel, { body: hook });
    const shown = JSON.stringify(await orchestrator.admin(listNoticeChannels, {}));
    const { items } = await orchestrator.admin(listAudit, { query: {} });
    const files = await Promise.all(
      ["holdfast.db", "holdfast.db-wal"].map((name) => readFile(join(orchestrator.dataDir, name), "latin1")),
    );

    expect(added).toMatchObject({
      goesTo: "https://ntfy.example",
      secrets: ["token"],
      digest: true,
      enabled: true,
    });
    expect(items.map(({ action }) => action)).toEqual(["notice-channel.create", "notice-channel.create"]);
    for (const text of [shown, JSON.stringify(items), ...files]) {
      expect(text).not.toContain("tk_very");
      expect(text).not.toContain("very-secret");
    }
  },
);

test("the test is sent with the stored secret, and says whether it was taken", async () => {
  const { id } = await orchestrator.admin(createNoticeChannel, { body: ntfy });
  const broken = await orchestrator.admin(createNoticeChannel, { body: { ...ntfy, name: "Broken" } });

  expect(await orchestrator.admin(testNoticeChannel, { params: { id } })).toMatchObject({ delivered: true });
  expect(heard[0]).toMatchObject({ token: "tk_very", topic: "anna" });
  expect(await orchestrator.admin(testNoticeChannel, { params: { id: broken.id } })).toMatchObject({
    delivered: false,
    detail: "It refused.",
  });
  expect((await orchestrator.admin(listNoticeChannels, {})).items[0]).toMatchObject({
    lastError: "It refused.",
  });
});

test("a secret that is left out stays, null takes it away, and another server has to be given it anew", async () => {
  const { id } = await orchestrator.admin(createNoticeChannel, { body: ntfy });
  const path = `/api/v1/notice-channels/${id}`;
  const { token: _, ...without } = ntfy;

  const elsewhere = await post({ ...without, server: "https://thief.example" }, path, "PUT");
  await orchestrator.admin(replaceNoticeChannel, { params: { id }, body: { ...without, topic: "ben" } });
  await orchestrator.admin(testNoticeChannel, { params: { id } });
  await orchestrator.admin(replaceNoticeChannel, { params: { id }, body: { ...without, token: null } });
  await orchestrator.admin(testNoticeChannel, { params: { id } });

  expect(elsewhere.status).toBe(422);
  expect(elsewhere.text).toContain("must be entered again");
  expect(heard.map((one) => ("token" in one ? one.token : undefined))).toEqual(["tk_very", undefined]);
});

test.each([
  [{ ...ntfy, server: "ftp://ntfy.example" }, "server"],
  [{ ...ntfy, server: "https://anna:pw@ntfy.example" }, "server"],
  [{ ...ntfy, token: "two\r\nlines" }, "token"],
  [{ kind: "slack", name: "Chat" }, "url"],
  [{ kind: "slack", name: "Chat", url: "file:///etc/passwd" }, "url"],
  [{ kind: "ping", name: "Watch" }, "url"],
  [{ kind: "telegram", name: "Chat", chatId: "1", token: "a/../b" }, "token"],
  [{ ...ntfy, policyId: "0193c0de-0000-7000-8000-000000000001" }, "policyId"],
  [
    {
      kind: "email",
      name: "Mail",
      host: "mail.example",
      from: "a@example.org",
      to: ["b@example.org"],
      username: "a",
    },
    "password",
  ],
  [
    {
      kind: "email",
      name: "Mail",
      host: "mail.example",
      from: "a@example.org\r\nBcc: x@y.z",
      to: ["b@example.org"],
    },
    "from",
  ],
])("%j is refused with the name of the field", async (body, field) => {
  const { status, text } = await post(body);

  expect(status).toBe(422);
  expect(JSON.parse(text)).toMatchObject({ errors: [{ path: field }] });
});

test("two channels of one name are one too many, and a removed one is gone", async () => {
  const { id } = await orchestrator.admin(createNoticeChannel, { body: ntfy });

  expect((await post({ ...ntfy, name: "phone" })).status).toBe(409);
  await orchestrator.admin(deleteNoticeChannel, { params: { id } });
  expect((await orchestrator.admin(listNoticeChannels, {})).items).toEqual([]);
});

test("a viewer sees what was told, but no channel", async () => {
  const { token } = await orchestrator.admin(createApiToken, { body: { name: "viewer", role: "viewer" } });
  const viewer = orchestrator.callWith(token);

  expect(await viewer(listNotices, { query: {} })).toEqual({ items: [], nextCursor: null });
  await expect(viewer(listNoticeChannels, {})).rejects.toMatchObject({ problem: { status: 403 } });
});
