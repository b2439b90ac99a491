import { sql } from "kysely";
import { afterEach, beforeEach, expect, test } from "vitest";
import { isOnServer } from "../db/database-for-tests.ts";
import { openServer, type Server } from "../repositories/server-for-tests.ts";
import { recordListing } from "./ledger.ts";

const snapshotId = "a".repeat(64);
const disk = { name: "Disk", kind: "fs", path: "/mnt/backup", password: "canary" };

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

test("snapshots are listed newest first, page after page", async () => {
  await list(["a", "b", "c"].map((letter) => letter.repeat(64)));
  const path = `GET /repositories/${repositoryId}/snapshots?limit=2` as const;

  const first = await server.send(path, { as: "viewer" });
  const second = await server.send(`${path}&cursor=${first.body.nextCursor}`);

  const letters = [...first.body.items, ...second.body.items].map(({ id }) => id[0]);
  expect(letters).toEqual(["c", "b", "a"]);
  expect(second.body.nextCursor).toBeNull();
});

test("snapshots are chosen by machine, by time and by tag", async () => {
  await list(["a", "b", "c"].map((letter) => letter.repeat(64)));
  await server.db.write((tx) =>
    tx.updateTable("snapshot").set({ tags_json: '["before update"]' }).where("id", "like", "b%").execute(),
  );
  const letters = async (query: string) =>
    (await server.send(`GET /repositories/${repositoryId}/snapshots?${query}`)).body.items.map(
      ({ id }: { id: string }) => id[0],
    );

  expect(await letters("from=2026-11-21T12:00:00Z&to=2026-11-22T12:00:00Z")).toEqual(["b"]);
  expect(await letters("tag=before%20update")).toEqual(["b"]);
  expect(await letters(`agent=${repositoryId}`)).toEqual([]);
});

test("days with snapshots are days of the asker's calendar", async () => {
  await list(["a", "b"].map((letter) => letter.repeat(64)));
  const days = `GET /repositories/${repositoryId}/snapshots/days` as const;

  const here = await server.send(`${days}?timeZone=Pacific/Auckland`, { as: "viewer" });
  const since = await server.send(`${days}?from=2026-11-21T00:00:00Z`);

  expect(here.body.items).toEqual([
    { day: "2026-11-22", count: 1, newestId: "b".repeat(64), repositoryId },
    { day: "2026-11-21", count: 1, newestId: "a".repeat(64), repositoryId },
  ]);
  expect(since.body.items).toMatchObject([{ day: "2026-11-21" }]);
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
    verify: false,
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

test.skipIf(isOnServer())(
  "a page of snapshots is read from an index, without sorting (it asks for the plan of SQLite)",
  async () => {
    const { rows } = await sql<{ detail: string }>`explain query plan select * from snapshot
    where repository_id = ${repositoryId} and (time, id) < ('2026', 'a') order by time desc, id desc limit 51`.execute(
      server.db.read,
    );
    const plan = rows.map((row) => row.detail).join("\n");

    expect(plan).toContain("USING INDEX snapshot_by_time (repository_id=? AND (time,id)<(?,?))");
    expect(plan).not.toContain("TEMP B-TREE");
  },
);
