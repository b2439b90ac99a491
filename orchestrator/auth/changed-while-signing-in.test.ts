import { afterEach, beforeEach, expect, test } from "vitest";
import { type Access, type ANN, LOCAL_TOKEN, openAccess } from "./access-for-tests.ts";

const BOB = { username: "Bob", password: "another good horse", role: "admin" };

let access: Access;
let bobsId: string;
/** What happens between the comparison of a password and what follows from it. */
let meanwhile: () => Promise<unknown>;
beforeEach(async () => {
  meanwhile = async () => {};
  access = await openAccess({
    compared: async () => {
      await meanwhile();
    },
  });
  await access.setUpAnn();
  bobsId = (await asAdmin("POST /accounts", BOB)).body.id;
});
afterEach(() => access.close());

const asAdmin = (request: Parameters<Access["send"]>[0], body?: object) =>
  access.send(request, { bearer: LOCAL_TOKEN, ...(body && { body }) });
const signIn = ({ username, password }: typeof ANN = BOB) =>
  access.send("POST /session", { body: { username, password } });
const makeViewer = () => asAdmin(`PATCH /accounts/${bobsId}`, { role: "viewer" });

test("an administrator who is made a viewer while signing in comes in as a viewer", async () => {
  meanwhile = makeViewer;

  const { status, body, cookie } = await signIn();

  expect(status).toBe(200);
  expect(body.role).toBe("viewer");
  expect((await access.send("GET /me", { cookie })).body.role).toBe("viewer");
  expect((await access.send("GET /api-tokens", { cookie })).status).toBe(403);
});

test("an account that is removed while somebody signs in with it is unknown", async () => {
  meanwhile = () => asAdmin(`DELETE /accounts/${bobsId}`);

  const { status, body, cookie } = await signIn();

  expect({ status, code: body.code, cookie }).toEqual({ status: 401, code: "wrong-credential", cookie: "" });
  expect((await asAdmin("GET /audit")).body.items[0]).toMatchObject({
    action: "sign-in-failed",
    object: "Bob",
  });
});

test("a password that is replaced while somebody signs in with it opens nothing", async () => {
  meanwhile = () => asAdmin(`PATCH /accounts/${bobsId}`, { password: "a third good horse" });

  expect(await signIn()).toMatchObject({ status: 401, cookie: "" });
});

const changes = {
  "ends the session": async () => {
    const { body } = await asAdmin("GET /sessions");
    await asAdmin(`DELETE /sessions/${body.items[0].id}`);
  },
  "takes the role": makeViewer,
  "removes the account": () => asAdmin(`DELETE /accounts/${bobsId}`),
};

test.each(Object.entries(changes))(
  "who changes the own password while an administrator %s is signed out, and the old one stays",
  async (_what, change) => {
    const { cookie } = await signIn();
    meanwhile = change;

    const changed = await access.send("POST /me/password", {
      cookie,
      body: { currentPassword: BOB.password, newPassword: "a third good horse" },
    });

    expect(changed).toMatchObject({ status: 401, cookie: "" });
    expect((await access.send("GET /me", { cookie })).status).toBe(401);
    meanwhile = async () => {};
    expect((await signIn({ ...BOB, password: "a third good horse" })).status).toBe(401);
  },
);
