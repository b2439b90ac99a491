import { once } from "node:events";
import { Readable } from "node:stream";
import { sql } from "kysely";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Question } from "#contract/questions";
import { openServer, type Server } from "../repositories/server-for-tests.ts";
import { recordListing } from "./ledger.ts";

const snapshotId = "a".repeat(64);
const disk = { name: "Disk", kind: "fs", path: "/mnt/backup", password: "canary" };
const file = (name: string) => ({ path: `/home/${name}`, name, type: "file", sizeBytes: 1 });

let server: Server;
let repositoryId: string;
beforeEach(async () => {
  server = await openServer();
  repositoryId = (await server.send("POST /repositories", { body: disk })).body.id;
});
afterEach(() => server.close());

function list(ids: string[], repository = repositoryId) {
  const entries = ids.map((id, index) => ({
    id,
    time: `2026-11-2${index}T12:00:00Z`,
    hostname: "desk-01",
    paths: ["/home"],
    tags: [],
  }));
  const now = server.now();
  const about = {
    repositoryId: repository,
    runId: repository,
    startedAt: now.toISOString(),
    rewrites: false,
  };
  return server.db.write((tx) => recordListing(tx, { ...about, entries, forgotten: [], now }));
}

const tree = (query: string, as = "admin") =>
  server.send(`GET /snapshots/${snapshotId}/tree?repository=${repositoryId}&${query}`, { as });

/** A machine that lists three files, and what it was asked. */
async function machine(more: Parameters<Server["agent"]>[0]) {
  const agent = await server.agent(more);
  const asked: Question[] = [];
  agent.answers((question) => {
    asked.push(question);
    return [file("b"), file("a"), file("c")];
  });
  return { id: agent.id, asked };
}

test("snapshots are listed newest first, page after page", async () => {
  await list(["a", "b", "c"].map((letter) => letter.repeat(64)));
  const path = `GET /repositories/${repositoryId}/snapshots?limit=2` as const;

  const first = await server.send(path, { as: "viewer" });
  const second = await server.send(`${path}&cursor=${first.body.nextCursor}`);

  const letters = [...first.body.items, ...second.body.items].map(({ id }) => id[0]);
  expect(letters).toEqual(["c", "b", "a"]);
  expect(second.body.nextCursor).toBeNull();
});

test("a folder is asked of a machine once and then shown page by page", async () => {
  const local = await machine({ isLocal: true });

  const first = await tree("path=/home/&limit=2", "viewer");
  const second = await tree(`path=/home&limit=2&cursor=${first.body.nextCursor}`);

  expect(first.body).toMatchObject({ path: "/home", items: [{ name: "a" }, { name: "b" }] });
  expect(second.body).toMatchObject({ items: [{ name: "c" }], nextCursor: null });
  expect(local.asked).toMatchObject([{ kind: "ls", args: { snapshotId, path: "/home" } }]);
  expect(JSON.stringify([first.body, second.body])).not.toContain("canary");
});

test("asked is the local machine, else one that is online and backs up to the repository", async () => {
  const asleep = await machine({ reachability: "offline" });
  await machine({});
  const holder = await machine({});
  await server.policy(repositoryId, asleep.id);
  await server.policy(repositoryId, holder.id);

  await tree("path=/one");
  expect(holder.asked).toHaveLength(1);

  const local = await machine({ isLocal: true });
  await tree("path=/two");
  await tree(`path=/three&agent=${holder.id}`);
  expect([local.asked.length, holder.asked.length]).toEqual([1, 2]);
});

test("no machine learns the password by being named", async () => {
  const stranger = await machine({});

  const named = await tree(`agent=${stranger.id}`, "viewer");
  const unnamed = await tree("");

  expect(named).toMatchObject({ status: 422, body: { errors: [{ path: "agent" }] } });
  expect(unnamed).toMatchObject({ status: 503, body: { code: "no-agent-for-repository" } });
  expect(stranger.asked).toEqual([]);
});

test("who hangs up is forgotten, and the machine need not answer any more", async () => {
  const local = await server.agent({ isLocal: true });
  const url = await server.app.listen({ host: "127.0.0.1", port: 0 });
  const connected = once(server.app.server, "connection");
  const hangUp = new AbortController();
  const asking = fetch(`${url}/api/v1/snapshots/${snapshotId}/tree?repository=${repositoryId}`, {
    headers: { authorization: "Bearer admin" },
    signal: hangUp.signal,
  });
  const [question] = await vi.waitUntil(() => {
    const taken = server.desk.take(local.id);
    return taken.length > 0 && taken;
  });

  const [socket] = await connected;
  const closed = once(socket, "close");

  hangUp.abort();
  await expect(asking).rejects.toThrow();
  await closed;

  expect(await server.desk.answer(local.id, question?.questionId ?? "", Readable.from([]))).toBe(false);
});

test("what the machine says against it is passed on", async () => {
  const local = await server.agent({ isLocal: true });
  local.answers(() => [{ error: { code: "not-found", message: "There is no such folder." } }]);

  expect(await tree("path=/gone")).toMatchObject({
    status: 502,
    body: { code: "machine-refused", detail: "There is no such folder." },
  });
});

test("a restore is queued on the local machine with the whole id of its snapshot", async () => {
  const local = await server.agent({ isLocal: true });
  await list([snapshotId]);

  const { status, body } = await server.send("POST /restores", {
    body: { repositoryId, snapshotId: "aaaaaaaa", paths: ["/home/a"], target: "/tmp/back" },
  });

  expect({ status, body }).toMatchObject({ status: 201, body: { kind: "restore", agentId: local.id } });
  const { spec_json } = await server.db.read
    .selectFrom("task")
    .select("spec_json")
    .where("id", "=", body.id)
    .executeTakeFirstOrThrow();
  expect(JSON.parse(spec_json)).toEqual({
    snapshotId,
    paths: ["/home/a"],
    target: "/tmp/back",
    inPlace: false,
    overwrite: "never",
    dryRun: false,
  });
  expect(server.added.at(-1)).toMatchObject({ taskId: body.id, agentId: local.id });
  expect(
    await server.db.read.selectFrom("audit").select("action").where("action", "like", "restore%").execute(),
  ).toHaveLength(1);
});

test("a restore without a machine, or from a snapshot of another repository, is refused", async () => {
  const other = await server.send("POST /repositories", { body: { ...disk, name: "Other", path: "/other" } });
  await list([snapshotId], other.body.id);
  const restore = (body: object) => server.send("POST /restores", { body: { repositoryId, ...body } });

  const foreign = await restore({ snapshotId });
  const homeless = await restore({ snapshotId: "b".repeat(64) });

  expect(foreign).toMatchObject({ status: 422, body: { errors: [{ path: "snapshotId" }] } });
  expect(homeless).toMatchObject({ status: 422, body: { errors: [{ path: "agentId" }] } });
  expect((await server.send("POST /restores", { as: "viewer", body: {} })).status).toBe(403);
});

test("a page of snapshots is read from an index, without sorting", async () => {
  const { rows } = await sql<{ detail: string }>`explain query plan select * from snapshot
    where repository_id = ${repositoryId} and (time, id) < ('2026', 'a') order by time desc, id desc limit 51`.execute(
    server.db.read,
  );
  const plan = rows.map((row) => row.detail).join("\n");

  expect(plan).toContain("USING INDEX snapshot_by_time (repository_id=? AND (time,id)<(?,?))");
  expect(plan).not.toContain("TEMP B-TREE");
});
