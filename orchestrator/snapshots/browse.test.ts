import { once } from "node:events";
import { Readable } from "node:stream";
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

const tree = (query: string, as = "admin") =>
  server.send(`GET /snapshots/${snapshotId}/tree?repository=${repositoryId}&${query}`, { as });

/** A machine that lists three files in order, and what it was asked. */
async function machine(more: Parameters<Server["agent"]>[0]) {
  const agent = await server.agent(more);
  const asked: Question[] = [];
  agent.answers((question) => {
    asked.push(question);
    return [file("a"), file("b"), file("c")];
  });
  return { id: agent.id, asked };
}

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

test("what the machine says against it is passed on; what is not there is not found", async () => {
  const local = await server.agent({ isLocal: true });
  const refuses = (code: string) => local.answers(() => [{ error: { code, message: "No." } }]);

  refuses("not-found");
  expect(await tree("path=/gone")).toMatchObject({ status: 404, body: { code: "not-found", detail: "No." } });
  refuses("repository-locked");
  expect(await tree("path=/locked")).toMatchObject({ status: 502, body: { code: "machine-refused" } });
});

test("a folder of more entries than are read at once is asked for again where the pages end", async () => {
  const local = await server.agent({ isLocal: true });
  const names = Array.from({ length: 3_000 }, (_, index) => String(index).padStart(4, "0"));
  const asked: Question[] = [];
  local.answers((question) => {
    asked.push(question);
    const { after, limit } = question.args as { after?: { name: string }; limit: number };
    return names
      .filter((name) => after === undefined || name > after.name)
      .slice(0, limit)
      .map(file);
  });
  const seen: string[] = [];
  let cursor: string | null = "";

  while (cursor !== null) {
    const page: { body: { items: { name: string }[]; nextCursor: string | null } } = await tree(
      `path=/home&limit=800${cursor && `&cursor=${cursor}`}`,
    );
    seen.push(...page.body.items.map(({ name }) => name));
    cursor = page.body.nextCursor;
  }

  expect(seen).toEqual(names);
  expect(asked.map(({ args }) => args)).toMatchObject([
    { limit: 2_001 },
    { after: { name: "1599", type: "file" } },
  ]);
});

const found = (letter: string, sizeBytes = 1) => ({
  ...file("letter.txt"),
  sizeBytes,
  snapshotId: letter.repeat(64),
});

/** A ledger with three snapshots and a machine that finds a file in each. */
async function threeFindings() {
  const entries = ["a", "b", "c"].map((letter, index) => ({
    ...{ id: letter.repeat(64), time: `2026-11-2${index}T12:00:00Z`, hostname: "desk-01" },
    ...{ paths: ["/home"], tags: [] },
  }));
  const now = server.now();
  const about = { runId: repositoryId, startedAt: now.toISOString(), rewrites: false, forgotten: [] };
  await server.db.write((tx) => recordListing(tx, { repositoryId, entries, now, ...about }));
  const local = await server.agent({ isLocal: true });
  const asked: Question[] = [];
  local.answers((question) => {
    asked.push(question);
    return [found("c", 2), found("b"), found("a")];
  });
  return asked;
}

test("a search is done once, and its pages say when and on which machine a file was backed up", async () => {
  const asked = await threeFindings();
  const path = `GET /repositories/${repositoryId}/find?name=letter&host=desk-01&limit=2` as const;

  const first = await server.send(path, { as: "viewer" });
  const second = await server.send(`${path}&cursor=${first.body.nextCursor}`);

  expect(first.body).toMatchObject({
    complete: true,
    items: [{ snapshotTime: "2026-11-22T12:00:00.000Z", hostname: "desk-01", path: "/home/letter.txt" }, {}],
  });
  expect(second.body).toMatchObject({ items: [{ snapshotId: "a".repeat(64) }], nextCursor: null });
  expect(asked.map(({ kind, args }) => ({ kind, args }))).toEqual([
    { kind: "find", args: { by: { kind: "name", name: "letter" }, host: "desk-01", limit: 5_001 } },
  ]);
});

test("snapshots that hold a file unchanged are one version of it", async () => {
  await threeFindings();

  const { body } = await server.send(`GET /repositories/${repositoryId}/versions?path=/home/letter.txt`);

  expect(body).toMatchObject({
    path: "/home/letter.txt",
    items: [
      { snapshotId: "c".repeat(64), snapshotCount: 1, sizeBytes: 2 },
      { snapshotId: "b".repeat(64), snapshotCount: 2, sizeBytes: 1 },
    ],
  });
});

test("a comparison goes on where its page ends", async () => {
  const local = await server.agent({ isLocal: true });
  const asked: Question[] = [];
  local.answers((question) => {
    asked.push(question);
    const change = { path: "/home/a", isFolder: false, change: "added" };
    return [change, { totals: { added: 1, removed: 0, modified: 1, addedBytes: 9, removedBytes: 0 } }];
  });
  const b = "b".repeat(64);
  const path = `GET /snapshots/diff?repository=${repositoryId}&a=${snapshotId}&b=${b}&limit=1` as const;

  const first = await server.send(path);
  await server.send(`${path}&cursor=${first.body.nextCursor}`);

  expect(first.body).toMatchObject({ a: snapshotId, b, totals: { added: 1, modified: 1, addedBytes: 9 } });
  expect(asked.map(({ args }) => args)).toMatchObject([
    { skip: 0, limit: 1, path: "/" },
    { skip: 1, limit: 1 },
  ]);
});

test("a plan is asked of the machine that would get the files, and comes back with its name", async () => {
  await server.agent({ isLocal: true });
  const other = await server.agent({ host: "bert-pc" });
  const plan = {
    target: "/home/bert/Restored",
    creates: 2,
    overwrites: 0,
    keeps: 0,
    newer: 0,
    bytesToWrite: 9,
  };
  const asked: Question[] = [];
  other.answers((question) => {
    asked.push(question);
    return [{ ...plan, freeBytes: 1_000, examples: { overwritten: [], newer: [] } }];
  });
  const body = { repositoryId, snapshotId, agentId: other.id, paths: ["/home/a"] };

  const reply = await server.send("POST /restores/plan", { body });

  expect(reply).toMatchObject({ status: 200, body: { ...plan, hostname: "bert-pc" } });
  expect(asked).toMatchObject([
    { kind: "restore-plan", args: { snapshotId, paths: ["/home/a"], verify: false } },
  ]);
  expect((await server.send("POST /restores/plan", { body, as: "viewer" })).status).toBe(403);
});
