import { afterEach, beforeEach, expect, test } from "vitest";
import { type Access, LOCAL_TOKEN, MINUTE_MS, openAccess } from "../auth/access-for-tests.ts";
import { decodeJoinCode } from "./join-code.ts";
import { createLocalCode, useCode } from "./use-code.ts";

let access: Access;
beforeEach(async () => {
  access = await openAccess();
});
afterEach(() => access.close());

async function create(body: object = {}) {
  const { status, body: made } = await access.send("POST /enrolments", { bearer: LOCAL_TOKEN, body });
  expect(status).toBe(201);
  return made;
}

async function listed(): Promise<Record<string, unknown>[]> {
  return (await access.send("GET /enrolments", { bearer: LOCAL_TOKEN })).body.items;
}

const use = (code: string) => access.db.write((tx) => useCode(tx, code, access.now()));

test("a code lets one machine in for a quarter of an hour, with its labels", async () => {
  const made = await create({ label: "Office", labels: ["office"], approval: "manual" });
  expect(made.expiresAt).toBe("2026-11-24T12:15:00.000Z");
  expect(await listed()).toMatchObject([{ id: made.id, label: "Office", uses: 1, usesLeft: 1 }]);

  expect(await use(made.code)).toEqual({
    labels: ["office"],
    approval: "manual",
    isLocal: false,
    reusable: false,
  });

  expect(await use(made.code)).toBeUndefined();
  expect(await listed()).toEqual([]);
});

test("codes are read page by page, newest first", async () => {
  const made = [await create(), await create(), await create({ approval: true })];
  const read = (query: string) => access.send(`GET /enrolments?${query}`, { bearer: LOCAL_TOKEN });
  const first = (await read("limit=2")).body;
  const second = (await read(`limit=2&cursor=${first.nextCursor}`)).body;

  expect(made.map(({ approval }) => approval)).toEqual(["automatic", "automatic", "manual"]);
  expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(made.map(({ id }) => id).reverse());
  expect(second.nextCursor).toBeNull();
  for (const wrong of ["limit=0", "limit=201", "cursor=nonsense"])
    expect((await read(wrong)).status, wrong).toBe(422);
});

test("of two that use a single-use code at once, one gets in", async () => {
  const { code } = await create();

  const both = await Promise.all([use(code), use(code)]);

  expect(both.filter((used) => used !== undefined)).toHaveLength(1);
});

test("a use that failed afterwards is given back", async () => {
  const { code } = await create();
  const failed = access.db.write(async (tx) => {
    await useCode(tx, code, access.now());
    throw new Error("the registration failed");
  });
  await expect(failed).rejects.toThrow("the registration failed");

  expect(await use(code)).toBeDefined();
});

test("a code for a fleet works as often as it says", async () => {
  const { code, id } = await create({ uses: 3 });

  const uses = [await use(code), await use(code)];
  expect(uses.map((used) => used?.reusable)).toEqual([true, true]);
  expect(await listed()).toMatchObject([{ id, uses: 3, usesLeft: 1 }]);

  expect(await use(code)).toBeDefined();
  expect(await use(code)).toBeUndefined();
});

test("an expired code lets nobody in and is not listed", async () => {
  const { code } = await create({ expiresInSeconds: 60 });

  access.pass(MINUTE_MS);

  expect(await use(code)).toBeUndefined();
  expect(await listed()).toEqual([]);
});

test("a deleted code is worthless", async () => {
  const { code, id } = await create();

  const remove = () => access.send(`DELETE /enrolments/${id}`, { bearer: LOCAL_TOKEN });
  expect((await remove()).status).toBe(204);

  expect(await use(code)).toBeUndefined();
  expect((await remove()).status).toBe(404);
});

test("neither the list nor the database holds a code that could be used", async () => {
  const { code } = await create();

  expect(JSON.stringify(await listed())).not.toContain(code);
  expect(await use("")).toBeUndefined();
  const { code_hash } = await access.db.read.selectFrom("enrolment").selectAll().executeTakeFirstOrThrow();
  expect(await use(code_hash)).toBeUndefined();
});

test("the local agent's code works once, within a minute, and is shown to nobody", async () => {
  const make = () => access.db.write((tx) => createLocalCode(tx, access.now()));
  const code = await make();
  expect(await listed()).toEqual([]);

  expect(await use(code)).toEqual({ labels: [], approval: "automatic", isLocal: true, reusable: false });
  expect(await use(code)).toBeUndefined();

  const late = await make();
  access.pass(MINUTE_MS);
  expect(await use(late)).toBeUndefined();
  await make();
  expect(await access.db.read.selectFrom("enrolment").select("id").execute()).toHaveLength(1);
});

test("the join code carries the code, the way and the same orchestrator every time", async () => {
  const [first, second] = [await create(), await create()];

  const join = decodeJoinCode(first.joinCode);

  expect(join).toMatchObject({
    enrolmentId: first.id,
    code: first.code,
    expiresAt: first.expiresAt,
    addresses: ["http://127.0.0.1:8484"],
  });
  expect(decodeJoinCode(second.joinCode).orchestratorId).toBe(join.orchestratorId);
});

test("a wrong field is named", async () => {
  const refused = await access.send("POST /enrolments", { bearer: LOCAL_TOKEN, body: { uses: 0 } });

  expect({ status: refused.status, path: refused.body.errors[0].path }).toEqual({
    status: 422,
    path: "uses",
  });
});
