import { afterEach, beforeEach, expect, test } from "vitest";
import type { Question } from "#contract/questions";
import { openServer, type Server } from "./server-for-tests.ts";

const disk = { name: "Disk", kind: "fs", path: "/mnt/backup", password: "open sesame" };
const ok = { step: "reach", status: "ok", ms: 3 };
const failed = { step: "write", status: "failed", ms: 5, message: "The disk is full. Free some space." };

let server: Server;
beforeEach(async () => {
  server = await openServer();
});
afterEach(() => server.close());

test("a repository can be tried before it is saved, from the local machine", async () => {
  const local = await server.agent({ isLocal: true, host: "here" });
  const asked: Question[] = [];
  local.answers((question) => {
    asked.push(question);
    return [ok, failed];
  });

  const { status, body } = await server.send("POST /repositories/test", { body: disk });

  expect(status).toBe(200);
  expect(body).toEqual({ ok: false, hostname: "here", steps: [ok, failed] });
  expect(asked).toMatchObject([
    {
      kind: "probe",
      repository: { location: "/mnt/backup", credentials: { password: "open sesame" } },
    },
  ]);
});

test("a saved one is tried from the local machine where nothing is said", async () => {
  const local = await server.agent({ isLocal: true, host: "here" });
  local.answers(() => [ok]);
  const { body: repository } = await server.send("POST /repositories", { body: disk });

  const tried = await server.send(`POST /repositories/${repository.id}/test`);

  expect(tried).toMatchObject({ status: 200, body: { ok: true, hostname: "here" } });
});

test("a saved one is tried from the machine that is named", async () => {
  const other = await server.agent({ host: "there" });
  other.answers(() => [ok]);
  const { body: repository } = await server.send("POST /repositories", { body: disk });

  const { body } = await server.send(`POST /repositories/${repository.id}/test`, {
    body: { agentId: other.id },
  });

  expect(body).toEqual({ ok: true, hostname: "there", steps: [ok] });
});

test("nobody is asked where no machine runs here or the named one is offline", async () => {
  const asleep = await server.agent({ reachability: "offline" });
  const { body: repository } = await server.send("POST /repositories", { body: disk });
  const tryFrom = (body: object) => server.send(`POST /repositories/${repository.id}/test`, { body });

  expect(await tryFrom({})).toMatchObject({ status: 503, body: { code: "no-agent-for-repository" } });
  expect(await tryFrom({ agentId: asleep.id })).toMatchObject({
    status: 504,
    body: { code: "machine-did-not-answer" },
  });
  expect((await server.send("POST /repositories/test", { as: "viewer", body: disk })).status).toBe(403);
});
