import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { enqueueTask } from "../tasks/enqueue-task.ts";
import { openServer, type Server } from "./server-for-tests.ts";

const nas = { name: "NAS", kind: "rest-server", url: "https://nas:8000/anna" };

let server: Server;
beforeEach(async () => {
  server = await openServer();
});
afterEach(() => server.close());

async function create(): Promise<string> {
  const answer = await server.send("POST /repositories", { body: { ...nas, password: "a-long-password" } });
  expect(answer.status).toBe(201);
  return answer.body.id;
}

test("what a policy or an open task uses cannot be deleted; then it is forgotten, and its history stays", async () => {
  await server.agent({ isLocal: true });
  const id = await create();
  const remove = () => server.send(`DELETE /repositories/${id}`);
  await server.db.write((tx) => tx.updateTable("task").set({ kind: "restore" }).execute());

  expect(await remove()).toMatchObject({ status: 409, body: { code: "in-use" } });
  await server.db.write((tx) =>
    tx.updateTable("task").set({ status: "failed", finished_at: "2026-11-24T12:00:00.000Z" }).execute(),
  );
  await server.policy(id);
  expect((await remove()).body.detail).toContain("“Policy");
  await server.db.write((tx) => tx.deleteFrom("policy").execute());

  expect((await remove()).status).toBe(204);
  expect((await server.send(`GET /repositories/${id}`)).status).toBe(404);
  expect(await server.db.read.selectFrom("task").select("status").execute()).toEqual([{ status: "failed" }]);
});

test("what Holdfast itself wanted to look at there gives way to a deletion, and a stale one changes nothing", async () => {
  await server.agent({ isLocal: true });
  const id = await create();
  const remove = (ifMatch: string) =>
    server.send(`DELETE /repositories/${id}`, { headers: { "if-match": ifMatch } });

  expect(await remove('"7"')).toMatchObject({ status: 412, body: { code: "changed-meanwhile" } });
  expect(await server.db.read.selectFrom("task").select("status").execute()).toEqual([{ status: "queued" }]);
  expect((await remove('"1"')).status).toBe(204);

  const tasks = await server.db.read.selectFrom("task").select(["kind", "status"]).execute();
  expect(tasks).toEqual([{ kind: "init", status: "cancelled" }]);
});

test("nothing gives way to a deletion that something else holds up", async () => {
  const { id: agentId } = await server.agent({ isLocal: true });
  const id = await create();
  await server.db.write((tx) =>
    enqueueTask(tx, server.now(), { kind: "restore", agentId, repositoryId: id, origin: "manual", spec: {} }),
  );

  const answer = await server.send(`DELETE /repositories/${id}`);

  expect(answer).toMatchObject({ status: 409, body: { code: "in-use" } });
  const tasks = await server.db.read.selectFrom("task").select(["kind", "status"]).orderBy("id").execute();
  expect(tasks).toEqual([
    { kind: "init", status: "queued" },
    { kind: "restore", status: "queued" },
  ]);
});

test("what somebody changes while a look is being stopped is not deleted by who has not seen it", async () => {
  await server.agent({ isLocal: true });
  const id = await create();
  const change = (set: object) => server.db.write((tx) => tx.updateTable("task").set(set).execute());
  await change({ status: "running" });
  const headers = { "if-match": '"1"' };

  const removed = server.send(`DELETE /repositories/${id}`, { headers });
  await vi.waitFor(async () => {
    const open = server.db.read.selectFrom("task").where("cancel_requested", "=", 1);
    expect(await open.select("id").execute()).toHaveLength(1);
  });
  await server.send(`PUT /repositories/${id}`, { body: nas });
  await change({ status: "cancelled", finished_at: "2026-11-24T12:00:00.000Z" });

  expect(await removed).toMatchObject({ status: 412, body: { code: "changed-meanwhile" } });
  expect((await server.send(`GET /repositories/${id}`)).status).toBe(200);
});
