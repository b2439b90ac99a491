import { once } from "node:events";
import { request } from "node:http";
import { PassThrough, Readable } from "node:stream";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { openServer, type Server } from "../repositories/server-for-tests.ts";
import { recordListing } from "./ledger.ts";

const snapshotId = "a".repeat(64);

let server: Server;
let repositoryId: string;
beforeEach(async () => {
  server = await openServer();
  const body = { name: "Disk", kind: "fs", path: "/mnt/backup", password: "canary" };
  repositoryId = (await server.send("POST /repositories", { body })).body.id;
});
afterEach(() => server.close());

const zipPath = (more = "") =>
  `/snapshots/${snapshotId}/download?repository=${repositoryId}&path=/home/a%0Ab.txt${more}` as const;

/** A machine that answers a download with bytes. */
async function machineWithZip(body: Readable) {
  const agent = await server.agent({ isLocal: true });
  const sent = vi.fn();
  agent.takes((question) => {
    sent(question.args);
    void server.desk.answer(agent.id, question.questionId, body);
  });
  return sent;
}

test("a download flows through with a name, asks for every path, and is written to the audit log", async () => {
  const sent = await machineWithZip(Readable.from([Buffer.from("PK\x03\x04...")], { objectMode: false }));

  const { status, body, headers } = await server.send(`GET ${zipPath("&path=/srv")}`);

  expect({ status, body }).toEqual({ status: 200, body: "PK\x03\x04..." });
  expect(headers).toMatchObject({
    "content-type": "application/zip",
    "content-disposition": expect.stringContaining('filename="snapshot-aaaaaaaa.zip"'),
  });
  expect(sent).toHaveBeenCalledWith({ snapshotId, paths: ["/home/a\nb.txt", "/srv"] });
  const audit = await server.db.read.selectFrom("audit").select("action").execute();
  expect(audit.map(({ action }) => action)).toContain("snapshot.download");
  expect((await server.send(`GET ${zipPath()}`, { as: "viewer" })).status).toBe(403);
});

test("the repository may be left out where the ledger knows which one holds the snapshot", async () => {
  const sent = await machineWithZip(Readable.from([Buffer.from("PK\x03\x04...")], { objectMode: false }));
  const download = () => server.send(`GET /snapshots/${snapshotId}/download?path=/home`);
  const listed = async (id: string) => {
    const now = server.now();
    const entries = [{ id: snapshotId, time: now.toISOString(), hostname: "desk", paths: [], tags: [] }];
    const about = { runId: id, startedAt: now.toISOString(), rewrites: false, forgotten: [] };
    await server.db.write((tx) => recordListing(tx, { repositoryId: id, entries, now, ...about }));
  };

  expect(await download()).toMatchObject({ status: 404, body: { code: "not-found" } });
  await listed(repositoryId);
  expect((await download()).status).toBe(200);
  expect(sent).toHaveBeenCalledWith({ snapshotId, paths: ["/home"] });

  const second = { name: "Second", kind: "fs", path: "/mnt/second", password: "canary" };
  await listed((await server.send("POST /repositories", { body: second })).body.id);
  expect(await download()).toMatchObject({ status: 422, body: { errors: [{ path: "repository" }] } });
});

test("a download that is refused says why", async () => {
  await machineWithZip(Readable.from([JSON.stringify({ error: { code: "x", message: "No such file." } })]));

  expect(await server.send(`GET ${zipPath()}`)).toMatchObject({
    status: 502,
    body: { code: "machine-refused", detail: "No such file." },
  });
});

test("one download too many is turned away, and one that is left makes room", async () => {
  const endless = Array.from({ length: 4 }, () => new PassThrough());
  const agent = await server.agent({ isLocal: true });
  let taken = 0;
  agent.takes(({ questionId }) => {
    const body = endless[taken++] ?? new PassThrough();
    body.write("PK begins and does not end");
    void server.desk.answer(agent.id, questionId, body);
  });
  const url = new URL(await server.app.listen({ host: "127.0.0.1", port: 0 }));
  const open = async () => {
    const asking = request(new URL(`/api/v1${zipPath()}`, url), {
      headers: { authorization: "Bearer admin" },
    }).end();
    const [answer] = await once(asking, "response");
    return { asking, status: answer.statusCode };
  };

  const [first, , third, fourth] = [await open(), await open(), await open(), await open()];
  first.asking.destroy();
  await vi.waitUntil(() => endless[0]?.destroyed);
  const fifth = await open();

  expect([third.status, fourth.status, fifth.status]).toEqual([200, 429, 200]);
});
