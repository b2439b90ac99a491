import { afterEach, beforeEach, expect, test } from "vitest";
import { type Access, ANN, LOCAL_TOKEN, openAccess } from "./access-for-tests.ts";

const BOB = { username: "bob", password: "battery staple", role: "viewer" };

let access: Access;
beforeEach(async () => {
  access = await openAccess();
  await access.setUpAnn();
});
afterEach(() => access.close());

const asAdmin = (request: Parameters<Access["send"]>[0], body?: object) =>
  access.send(request, { bearer: LOCAL_TOKEN, ...(body && { body }) });
const signIn = async ({ username, password }: typeof ANN) =>
  (await access.send("POST /session", { body: { username, password } })).cookie;
const statusWith = async (cookie: string) => (await access.send("GET /me", { cookie })).status;
const idOf = async (username: string): Promise<string> => {
  const { body } = await asAdmin("GET /accounts");
  return body.items.find((one: { username: string }) => one.username === username).id;
};

test("an administrator lets somebody in, by their role, once under a name", async () => {
  const made = await asAdmin("POST /accounts", BOB);

  expect(made).toMatchObject({ status: 201, body: { username: "bob", role: "viewer" } });
  expect(JSON.stringify(made.body)).not.toContain("scrypt");
  const again = await asAdmin("POST /accounts", { ...BOB, username: "BOB" });
  expect(again).toMatchObject({ status: 409, body: { code: "name-taken" } });
  const cookie = await signIn(BOB);
  expect((await access.send("GET /accounts", { cookie })).status).toBe(403);
});

test("a new role ends what the account has open", async () => {
  await asAdmin("POST /accounts", BOB);
  const cookie = await signIn(BOB);
  expect(await statusWith(cookie)).toBe(200);

  const changed = await asAdmin(`PATCH /accounts/${await idOf("bob")}`, { role: "admin" });

  expect(changed.body).toMatchObject({ role: "admin" });
  expect(await statusWith(cookie)).toBe(401);
});

test("a new password ends what the account has open, and the old one opens nothing", async () => {
  const cookie = await signIn(ANN);

  await asAdmin(`PATCH /accounts/${await idOf("Ann")}`, { password: "another horse" });

  expect(await statusWith(cookie)).toBe(401);
  expect(await signIn(ANN)).toBe("");
  expect(await signIn({ ...ANN, password: "another horse" })).not.toBe("");
});

test("a removed account is out at once", async () => {
  await asAdmin("POST /accounts", BOB);
  const cookie = await signIn(BOB);

  expect((await asAdmin(`DELETE /accounts/${await idOf("bob")}`)).status).toBe(204);

  expect(await statusWith(cookie)).toBe(401);
});

test("the last administrator can be neither removed nor demoted, even by two at once", async () => {
  const ann = await idOf("Ann");
  const refused = [
    await asAdmin(`DELETE /accounts/${ann}`),
    await asAdmin(`PATCH /accounts/${ann}`, { role: "viewer" }),
  ];
  expect(refused.map(({ status }) => status)).toEqual([409, 409]);

  await asAdmin("POST /accounts", { ...BOB, role: "admin" });
  const both = await Promise.all([
    asAdmin(`DELETE /accounts/${ann}`),
    asAdmin(`DELETE /accounts/${await idOf("bob")}`),
  ]);

  expect(both.map(({ status }) => status).sort()).toEqual([204, 409]);
});

test("one's own password changes against the old one, and only this browser stays signed in", async () => {
  const [here, elsewhere] = [await signIn(ANN), await signIn(ANN)];
  const change = (currentPassword: string) =>
    access.send("POST /me/password", {
      cookie: here,
      body: { currentPassword, newPassword: "another horse" },
    });

  const wrong = await change("a guess of somebody");
  expect(wrong).toMatchObject({ status: 422, body: { errors: [{ path: "currentPassword" }] } });
  const right = await change(ANN.password);

  expect(right.status).toBe(204);
  expect(await statusWith(right.cookie)).toBe(200);
  expect([await statusWith(here), await statusWith(elsewhere)]).toEqual([401, 401]);
});

test("a token has no password to change", async () => {
  const body = { currentPassword: "whatever it was", newPassword: "another horse" };

  expect((await asAdmin("POST /me/password", body)).status).toBe(403);
});

test("one sees and ends one's own sessions, an administrator everybody's", async () => {
  await asAdmin("POST /accounts", BOB);
  const [ann, bob] = [await signIn(ANN), await signIn(BOB)];
  const sessions = async (cookie: string) => (await access.send("GET /sessions", { cookie })).body.items;

  expect(await sessions(bob)).toMatchObject([{ actor: "bob", isThis: true }]);
  const seen = await sessions(ann);
  expect(seen.map(({ actor }: { actor: string }) => actor).sort()).toEqual(["Ann", "bob"]);
  const [annsId, bobsId] = ["Ann", "bob"].map(
    (name) => seen.find(({ actor }: { actor: string }) => actor === name).id,
  );

  expect((await access.send(`DELETE /sessions/${annsId}`, { cookie: bob })).status).toBe(404);
  expect((await access.send(`DELETE /sessions/${bobsId}`, { cookie: ann })).status).toBe(204);

  expect([await statusWith(ann), await statusWith(bob)]).toEqual([200, 401]);
});

test("the other sessions of an account end together, and nobody else's", async () => {
  await asAdmin("POST /accounts", BOB);
  const [here, elsewhere, bob] = [await signIn(ANN), await signIn(ANN), await signIn(BOB)];

  expect((await access.send("DELETE /sessions", { cookie: here })).status).toBe(204);

  expect([await statusWith(here), await statusWith(elsewhere), await statusWith(bob)]).toEqual([
    200, 401, 200,
  ]);
});
