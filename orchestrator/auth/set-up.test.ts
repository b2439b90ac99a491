import { afterEach, beforeEach, expect, test } from "vitest";
import { type Access, ANN, openAccess } from "./access-for-tests.ts";
import { ensureFirstAdmin } from "./first-admin.ts";
import { createSetUp } from "./set-up.ts";

let access: Access;
beforeEach(async () => {
  access = await openAccess();
});
afterEach(() => access.close());

const setUp = (body: object) =>
  access.send("POST /setup", { body: { token: access.setupToken() ?? "", ...ANN, ...body } });

test("anybody is told whether the first account is still to be made, and nothing else", async () => {
  const before = await access.send("GET /setup");
  await access.setUpAnn();
  const after = await access.send("GET /setup");

  expect([before.body, after.body]).toEqual([{ isOpen: true }, { isOpen: false }]);
});

test("the token of a new orchestrator makes one administrator, and then nothing any more", async () => {
  const token = access.setupToken();

  const made = await access.setUpAnn();

  expect({ status: made.status, username: made.body.username }).toEqual({ status: 201, username: "Ann" });
  expect(access.setupToken()).toBeUndefined();
  const again = await setUp({ token, username: "eve" });
  expect({ status: again.status, code: again.body.code }).toEqual({ status: 409, code: "already-set-up" });
});

test("two that set up at once make one account", async () => {
  const both = await Promise.all([setUp({ username: "ann" }), setUp({ username: "eve" })]);

  expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
  expect(await access.db.read.selectFrom("account").select("id").execute()).toHaveLength(1);
});

test("a wrong token is refused, and guessing is slowed down", async () => {
  for (let count = 0; count < 5; count += 1) {
    expect((await setUp({ token: "guess" })).body.code).toBe("wrong-credential");
  }

  const blocked = await setUp({});

  expect({ status: blocked.status, retryAfter: blocked.retryAfter }).toEqual({
    status: 429,
    retryAfter: "30",
  });
});

test("short, long and common passwords are refused at their field and leave the token as it is", async () => {
  for (const password of ["short", "x".repeat(129), "Passw0rd", "zzzzzzzzzz", "annannann"]) {
    const refused = await setUp({ password, username: "annannann" });
    expect({ password, status: refused.status, path: refused.body.errors[0].path }).toEqual({
      password,
      status: 422,
      path: "password",
    });
  }

  expect((await access.setUpAnn()).status).toBe(201);
});

test("after a restart there is no token when there is an account", async () => {
  await access.setUpAnn();

  const again = await createSetUp({ db: access.db, now: access.now, log: { info: () => undefined } });

  expect(again.setupToken()).toBeUndefined();
});

test("the configured first administrator can sign in, and is not made or changed a second time", async () => {
  await ensureFirstAdmin(access.db, { username: "admin", password: "from the configuration" }, access.now());
  await ensureFirstAdmin(access.db, { username: "admin", password: "another one" }, access.now());

  const signIn = (password: string) =>
    access.send("POST /session", { body: { username: "admin", password } });
  expect((await signIn("from the configuration")).status).toBe(200);
  expect((await signIn("another one")).status).toBe(401);
});

test("a configured password that is too weak stops the start with a sentence", async () => {
  await expect(
    ensureFirstAdmin(access.db, { username: "admin", password: "short" }, access.now()),
  ).rejects.toThrow(/could not be made .*at least 8 characters.*start again/);
});
