import { afterEach, beforeEach, expect, test } from "vitest";
import type { Question } from "#contract/questions";
import { secretsOf } from "./open-repository.ts";
import { repositoryRow } from "./repository-row.ts";
import { openServer, type Server } from "./server-for-tests.ts";

const disk = { name: "Disk", kind: "fs", path: "/mnt/backup", password: "open sesame" };
const mistyped = { ...disk, password: "open sesam" };
const opens = [
  { step: "reach", status: "ok", ms: 1 },
  { step: "repository", status: "ok", ms: 1 },
];
const refuses = [
  { step: "repository", status: "failed", ms: 1, code: "wrong-password", message: "The password is wrong." },
];
const away = [
  { step: "reach", status: "failed", ms: 1, code: "repository-missing", message: "There is no such folder." },
];

let server: Server;
let id = "";
beforeEach(async () => {
  server = await openServer();
  id = (await server.send("POST /repositories", { body: disk })).body.id;
});
afterEach(() => server.close());

/** As after a first backup. */
async function hasOpened(): Promise<void> {
  const proven = { last_success_at: "2026-11-24T12:00:00.000Z", restic_id: "ab".repeat(32) };
  await server.db.write((tx) => tx.updateTable("repository").set(proven).where("id", "=", id).execute());
}

async function savedPassword(): Promise<string> {
  return secretsOf(await repositoryRow(server.db.read, id), server.seal).password;
}

const put = (body: object, headers?: Record<string, string>) =>
  server.send(`PUT /repositories/${id}`, { body, ...(headers && { headers }) });

test("a mistyped password does not take the place of one that opens the repository", async () => {
  await hasOpened();
  const local = await server.agent({ isLocal: true, host: "anna-pc" });
  const asked: Question[] = [];
  local.answers((question) => {
    asked.push(question);
    return refuses;
  });

  const { status, body } = await put(mistyped);

  expect(status).toBe(422);
  expect(body.errors).toEqual([{ path: "password", message: expect.stringMatching(/anna-pc.*kept/) }]);
  expect(await savedPassword()).toBe("open sesame");
  expect(asked).toMatchObject([
    { kind: "probe", repository: { resticId: "ab".repeat(32), credentials: { password: "open sesam" } } },
  ]);
});

test("one that opens it is saved", async () => {
  await hasOpened();
  (await server.agent({ isLocal: true })).answers(() => opens);

  expect((await put({ ...disk, password: "new words" })).status).toBe(200);

  expect(await savedPassword()).toBe("new words");
});

test("the machines that work with the repository are asked before the local one, which may not see it", async () => {
  await hasOpened();
  const worker = await server.agent({ host: "worker" });
  await server.policy(id, worker.id);
  (await server.agent({ isLocal: true, host: "office" })).answers(() => away);
  const replies = [away, opens];
  worker.answers(() => replies.shift() ?? []);

  const seenByNobody = await put({ ...disk, password: "new words" });
  const seenByOne = await put({ ...disk, password: "new words" });

  expect(seenByNobody).toMatchObject({ status: 502, body: { code: "machine-refused" } });
  expect(seenByNobody.body.detail).toMatch(/office: There is no such folder.*as it was/);
  expect(seenByOne.status).toBe(200);
  expect(await savedPassword()).toBe("new words");
});

test("where no machine can try it the one that is known stays", async () => {
  await hasOpened();

  expect(await put(mistyped)).toMatchObject({ status: 503, body: { code: "no-agent-for-repository" } });

  expect(await savedPassword()).toBe("open sesame");
});

test("nobody is asked where nothing can be lost: the same password, or a repository that was never opened", async () => {
  expect((await put({ ...disk, password: "second thoughts" })).status).toBe(200);
  await hasOpened();

  expect((await put({ ...disk, name: "Red disk", password: "second thoughts" })).status).toBe(200);

  expect(await savedPassword()).toBe("second thoughts");
});

test("what was tried is saved only if nothing has changed meanwhile", async () => {
  const local = await server.agent({ isLocal: true });
  await hasOpened();
  const changeAndAnswer = async ({ questionId }: Question) => {
    expect((await put({ ...disk, path: "/mnt/other" })).status).toBe(200);
    await server.send(`POST /agents/${local.id}/questions/${questionId}/answer`, {
      as: `agent ${local.id}`,
      body: opens.map((line) => `${JSON.stringify(line)}\n`).join(""),
      headers: { "content-type": "application/x-ndjson" },
    });
  };
  local.takes((question) => void changeAndAnswer(question));

  expect(await put(mistyped)).toMatchObject({ status: 412, body: { code: "changed-meanwhile" } });

  expect(await savedPassword()).toBe("open sesame");
});
