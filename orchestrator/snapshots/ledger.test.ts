import { afterEach, beforeEach, expect, test } from "vitest";
import type { RunReport, SnapshotEntry } from "#contract/outcome";
import { openServer, type Server } from "../repositories/server-for-tests.ts";
import { recordListing, recordSnapshot } from "./ledger.ts";

const DAY_MS = 86_400_000;
const runId = "0193c0de-0000-7000-8000-000000000009";
const report: RunReport = {
  outcome: "success",
  startedAt: "2026-11-24T11:00:00.000Z",
  finishedAt: "2026-11-24T11:05:00.000Z",
  summary: { filesProcessed: 7, bytesProcessed: 70, dataAddedBytes: 9 },
};

let server: Server;
let repositoryId: string;
let agentId: string;
let policyId: string;
beforeEach(async () => {
  server = await openServer();
  const disk = { name: "Disk", kind: "fs", path: "/mnt/backup", password: "x" };
  repositoryId = (await server.send("POST /repositories", { body: disk })).body.id;
  agentId = (await server.agent({ host: "desk-01" })).id;
  policyId = await server.policy(repositoryId, agentId);
});
afterEach(() => server.close());

const snapshotId = (letter: string) => letter.repeat(64);

function entry(letter: string, more: Partial<SnapshotEntry> = {}): SnapshotEntry {
  return {
    id: snapshotId(letter),
    time: "2026-11-24T12:00:00.123456789+01:00",
    hostname: "desk-01",
    paths: ["/home/anna"],
    tags: ["holdfast", `policy:${policyId}`],
    ...more,
  };
}

function reportSnapshot(id: string) {
  const origin = { repositoryId, agentId, policyId, runId, snapshotId: id, report };
  const startedAt = server.now().toISOString();
  const about = { hostname: "desk-01", paths: ["/home/anna"], tags: [], now: server.now() };
  return server.db.write((tx) => recordSnapshot(tx, { ...origin, startedAt, ...about }));
}

const list = (...entries: SnapshotEntry[]) => listAfter([], ...entries);
const listAfter = (forgotten: string[], ...entries: SnapshotEntry[]) =>
  server.db.write((tx) => {
    const now = server.now();
    const about = { repositoryId, runId, startedAt: now.toISOString(), rewrites: false };
    return recordListing(tx, { ...about, entries, forgotten, now });
  });

async function shown(query = "") {
  return (await server.send(`GET /repositories/${repositoryId}/snapshots${query}`)).body.items;
}

test("a reported snapshot is in the ledger once, and counts as listed when a listing shows it", async () => {
  await reportSnapshot(snapshotId("a"));
  await reportSnapshot(snapshotId("a"));
  expect(await shown()).toMatchObject([{ listed: false, time: report.startedAt, filesProcessed: 7 }]);

  await list(entry("a"));

  expect(await shown()).toMatchObject([
    { id: snapshotId("a"), listed: true, agentId, policyId, runId, dataAddedBytes: 9 },
  ]);
  expect((await shown())[0].time).toBe("2026-11-24T11:00:00.123Z");
});

test("the short id that an old restic reports is the snapshot that the listing shows in full", async () => {
  await reportSnapshot("aaaaaaaa");
  await list(entry("a"), entry("b"));
  await reportSnapshot("bbbbbbbb");

  const rows = await shown();

  expect(rows.map((row: { id: string }) => row.id).sort()).toEqual([snapshotId("a"), snapshotId("b")]);
  expect(rows).toMatchObject([{ runId }, { runId }]);
});

test("who made a snapshot is told by its tag and host, and others' have no maker", async () => {
  await list(
    entry("a"),
    entry("b", { hostname: "elsewhere" }),
    entry("c", { tags: [] }),
    entry("d", { tags: ["policy:nonsense"] }),
  );

  const makers = Object.fromEntries(
    (await shown()).map((row: { id: string; agentId: string; policyId: string }) => [
      row.id[0],
      [row.agentId, row.policyId],
    ]),
  );

  expect(makers).toEqual({
    a: [agentId, policyId],
    b: [null, policyId],
    c: [null, null],
    d: [null, null],
  });
});

test("two machines of one host name are not taken for each other", async () => {
  await server.agent({ host: "desk-01" });

  await list(entry("a"));

  expect(await shown()).toMatchObject([{ agentId: null, policyId }]);
});

test("what a listing shows no more is gone; what was only reported may be too new for it", async () => {
  await list(entry("a"), entry("b"));
  await reportSnapshot(snapshotId("c"));

  await list(entry("b"));
  expect((await shown()).map((row: { id: string }) => row.id[0]).sort()).toEqual(["b", "c"]);

  server.pass(DAY_MS + 1);
  await list(entry("b"));
  expect((await shown()).map((row: { id: string }) => row.id[0])).toEqual(["b"]);
});

test("the listing of another repository in the place of ours takes nothing out of the ledger", async () => {
  await list(entry("a"));
  await server.db.write((tx) => tx.updateTable("repository").set({ state: "missing" }).execute());

  await list();

  expect(await shown()).toHaveLength(1);
});

test("a listing of thousands is entered whole", async () => {
  const many = Array.from({ length: 2_500 }, (_, index) =>
    entry("a", { id: index.toString(16).padStart(64, "0") }),
  );

  await list(...many);
  await list(...many.slice(1));

  const { body } = await server.send(`GET /repositories/${repositoryId}`);
  expect(body.snapshotCount).toBe(2_499);
});
