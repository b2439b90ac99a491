import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { sql } from "kysely";
import { afterEach, beforeEach, expect, test } from "vitest";
import { isOnServer } from "../db/database-for-tests.ts";
import { accessOf } from "./open-repository.ts";
import { openServer, type Server } from "./server-for-tests.ts";

const CANARY = "canary-of-the-repository";
const BACKEND_CANARY = "canary-of-the-server";
const nas = {
  name: "NAS",
  kind: "rest-server",
  url: "https://nas:8000/anna",
  username: "anna",
  password: CANARY,
  credentials: { password: BACKEND_CANARY },
};
const { password: _, credentials: __, ...nasWithoutSecrets } = nas;

let server: Server;
beforeEach(async () => {
  server = await openServer();
});
afterEach(() => server.close());

async function create(body: object = nas): Promise<string> {
  const answer = await server.send("POST /repositories", { body });
  expect(answer.status).toBe(201);
  return answer.body.id;
}

async function rowOf(id: string) {
  return server.db.read.selectFrom("repository").selectAll().where("id", "=", id).executeTakeFirstOrThrow();
}

async function tasksOf(id: string) {
  return server.db.read
    .selectFrom("task")
    .select(["kind", "agent_id"])
    .where("repository_id", "=", id)
    .orderBy("id")
    .execute();
}

test("a new repository is opened, or made, by the local machine", async () => {
  const local = await server.agent({ isLocal: true });

  const { body } = await server.send("POST /repositories", { body: nas });

  expect(body).toMatchObject({
    name: "NAS",
    state: "unknown",
    revision: 1,
    snapshotCount: 0,
    policyCount: 0,
  });
  expect(body.location).toBe("rest:https://nas:8000/anna/");
  expect(await tasksOf(body.id)).toEqual([{ kind: "init", agent_id: local.id }]);
  expect(server.added).toMatchObject([{ agentId: local.id, policyId: null }]);
  expect(server.events).toEqual([{ type: "repository", repositoryId: body.id }]);
});

test.skipIf(isOnServer())(
  "secrets are in no reply and not in clear in any file of the database (it looks at the file of SQLite)",
  async () => {
    const id = await create();
    await server.send(`PUT /repositories/${id}`, { body: { ...nas, name: "NAS 2" } });

    const replies = [
      await server.send("GET /repositories"),
      await server.send(`GET /repositories/${id}`),
      await server.send("POST /repositories", { body: nas }),
    ];
    const files = await Promise.all(
      (await readdir(server.folder)).map((name) => readFile(join(server.folder, name), "latin1")),
    );

    for (const text of [...replies.map((reply) => JSON.stringify(reply.body)), ...files]) {
      expect(text).not.toContain("canary");
    }
    expect(files.join()).toContain("NAS 2");
    expect(replies[1]?.body).toMatchObject({ hasPassword: true, hasCredentials: true });
    expect(accessOf(await rowOf(id), server.seal).credentials).toEqual({
      password: CANARY,
      username: "anna",
      backendPassword: BACKEND_CANARY,
    });
  },
);

test("a name is taken without regard to case, a place without regard to its spelling", async () => {
  await create();

  const sameName = await server.send("POST /repositories", {
    body: { ...nas, name: "nas", url: "https://nas:8000/otto" },
  });
  const samePlace = await server.send("POST /repositories", {
    body: { ...nas, name: "Other", url: "https://NAS:8000//anna/" },
  });

  expect(sameName).toMatchObject({ status: 409, body: { code: "name-taken", errors: [{ path: "name" }] } });
  expect(samePlace).toMatchObject({ status: 422, body: { errors: [{ path: "url" }] } });
  expect(samePlace.body.detail).toContain("“NAS”");
});

test.each([
  [{ ...nas, name: " " }, "name"],
  [{ ...nas, url: "https://anna:secret@nas/" }, "url"],
  [{ ...nas, url: "https://nas/?x=1" }, "url"],
  [{ ...nas, password: " blank " }, "password"],
  [{ ...nas, credentials: { accessKeyId: "x", secretAccessKey: "y" } }, "credentials.accessKeyId"],
  [{ name: "Disk", kind: "fs", path: "backup", password: "x" }, "path"],
  [{ name: "Disk", kind: "fs", path: "/mnt", password: "x", credentials: { username: "x" } }, "credentials"],
])("%o is refused for its %s", async (body, path) => {
  const answer = await server.send("POST /repositories", { body });

  expect(answer.status).toBe(422);
  expect(answer.body.errors).toMatchObject([{ path }]);
});

test("the list goes by name, page after page", async () => {
  for (const name of ["beta", "Alpha", "gamma"])
    await create({ name, kind: "fs", path: `/${name}`, password: "x" });

  const first = await server.send("GET /repositories?limit=2", { as: "viewer" });
  const second = await server.send(`GET /repositories?limit=2&cursor=${first.body.nextCursor}`);

  const names = [...first.body.items, ...second.body.items].map(({ name }) => name);
  expect(names).toEqual(["Alpha", "beta", "gamma"]);
  expect(second.body.nextCursor).toBeNull();
});

test("secrets that are left out stay, and a new name alone makes nobody open it again", async () => {
  await server.agent({ isLocal: true });
  const id = await create();

  const { body } = await server.send(`PUT /repositories/${id}`, {
    body: { ...nasWithoutSecrets, name: "Cellar" },
  });

  expect(body).toMatchObject({ name: "Cellar", revision: 2, hasCredentials: true });
  expect(accessOf(await rowOf(id), server.seal).credentials.backendPassword).toBe(BACKEND_CANARY);
  expect(await tasksOf(id)).toHaveLength(1);
});

test("a repository that was in use is only opened at its new place, never made there", async () => {
  await server.agent({ isLocal: true });
  const id = await create();
  await server.db.write((tx) =>
    tx
      .updateTable("repository")
      .set({ state: "ready", last_success_at: "2026-11-24T12:00:00.000Z" })
      .where("id", "=", id)
      .execute(),
  );

  server.pass(1_000);
  const moved = { ...nasWithoutSecrets, url: "https://nas2:8000/anna" };
  const { body } = await server.send(`PUT /repositories/${id}`, { body: moved });

  expect(body.state).toBe("unknown");
  expect((await tasksOf(id)).map(({ kind }) => kind)).toEqual(["init", "snapshots"]);
});

test("a change on top of one that the caller has not seen is refused", async () => {
  const id = await create();
  const change = (ifMatch: string) =>
    server.send(`PUT /repositories/${id}`, { body: nasWithoutSecrets, headers: { "if-match": ifMatch } });

  expect((await change('"1"')).headers.etag).toBe('"2"');
  expect(await change('"1"')).toMatchObject({ status: 412, body: { code: "changed-meanwhile" } });
});

test("every change, and the reading of the recovery kit, is in the audit log without secrets", async () => {
  const id = await create();
  await server.send(`PUT /repositories/${id}`, { body: nas });
  await server.send(`GET /repositories/${id}/recovery-kit`);
  await server.send(`DELETE /repositories/${id}`);

  const entries = await server.db.read
    .selectFrom("audit")
    .select(["actor", "action", "object", "detail"])
    .execute();

  expect(entries.map(({ action }) => action)).toEqual([
    "repository.create",
    "repository.change",
    "repository.recovery-kit",
    "repository.delete",
  ]);
  expect(new Set(entries.map(({ object }) => object))).toEqual(new Set([`repository ${id}`]));
  expect(JSON.stringify(entries)).not.toContain("canary");
});

test.skipIf(isOnServer())(
  "counting policies and snapshots reads indexes, not tables (it looks at the file of SQLite)",
  async () => {
    for (const table of ["policy", "snapshot"]) {
      const plan = await sql<{ detail: string }>`explain query plan
      select (select count(*) from ${sql.table(table)} where repository_id = repository.id) from repository order by name`.execute(
        server.db.read,
      );
      const details = plan.rows.map((row) => row.detail).join("\n");
      expect(details).toContain(`SEARCH ${table} USING COVERING INDEX`);
      expect(details).not.toContain("TEMP B-TREE");
    }
  },
);

test("where other machines are looked after a server holds a repository for each, and a folder one for all", async () => {
  server.mode.isFleet = true;
  const disk = { name: "Disk", kind: "fs", path: "/mnt", password: "x" };
  const bodies = [nas, { ...nas, name: "Shared", url: "https://nas:8000/all", perAgent: false }, disk];

  const made = await Promise.all(bodies.map((body) => server.send("POST /repositories", { body })));

  expect(made.map(({ body }) => body.perAgent)).toEqual([true, false, false]);
});

test("writer and maintainer change apart from each other, and null takes one away", async () => {
  const id = await create();
  const change = (credentials: object) =>
    server.send(`PUT /repositories/${id}`, { body: { ...nasWithoutSecrets, credentials } });
  const signIns = async () =>
    (["writer", "maintainer"] as const).map(
      async (as) => accessOf(await rowOf(id), server.seal, as).credentials.backendPassword,
    );

  expect(await Promise.all(await signIns())).toEqual([BACKEND_CANARY, BACKEND_CANARY]);
  const { body } = await change({ maintainer: { username: "root", password: "deletes" } });
  expect(body).toMatchObject({ hasCredentials: true, hasMaintainer: true });
  expect(await Promise.all(await signIns())).toEqual([BACKEND_CANARY, "deletes"]);
  await change({ writer: { password: "adds" } });
  expect(await Promise.all(await signIns())).toEqual(["adds", "deletes"]);
  await change({ maintainer: null });
  expect(await Promise.all(await signIns())).toEqual(["adds", "adds"]);
});
