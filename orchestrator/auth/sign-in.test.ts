import { afterEach, beforeEach, expect, test } from "vitest";
import { type Access, ANN, HOUR_MS, LOCAL_TOKEN, MINUTE_MS, openAccess } from "./access-for-tests.ts";

let access: Access;
beforeEach(async () => {
  access = await openAccess();
  await access.setUpAnn();
});
afterEach(() => access.close());

const signIn = (body: object = ANN, cookie?: string) =>
  access.send("POST /session", { body, ...(cookie !== undefined && { cookie }) });
const statusWith = async (cookie: string) => (await access.send("GET /me", { cookie })).status;

test("name and password open a session whose cookie scripts cannot read and other sites cannot use", async () => {
  const { status, body, setCookie, cookie } = await signIn({ ...ANN, username: " ann" });

  expect(status).toBe(200);
  expect(body).toMatchObject({ user: { username: "Ann" }, actor: "Ann", role: "admin" });
  expect(setCookie).toMatch(/^holdfast_session=hfs_[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/);
  expect(await statusWith(cookie)).toBe(200);
});

test("over HTTPS the cookie is bound to this host and never sent in clear", async () => {
  const secure = await openAccess({ https: true });
  const { setCookie, cookie } = await secure.send("POST /session", { body: { localToken: LOCAL_TOKEN } });

  expect(setCookie).toMatch(/^__Host-holdfast=hfs_[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Strict$/);
  expect((await secure.send("GET /me", { cookie })).status).toBe(200);
  await secure.close();
});

test("a wrong password and an unknown name get the same answer", async () => {
  const wrong = await signIn({ ...ANN, password: "incorrect horse" });
  const unknown = await signIn({ ...ANN, username: "bob" });

  expect(wrong.status).toBe(401);
  expect(unknown.body).toEqual(wrong.body);
  expect(wrong.setCookie).toBe("");
});

test("a session ends after half an hour without use", async () => {
  const { cookie } = await signIn();

  access.pass(29 * MINUTE_MS);
  expect(await statusWith(cookie)).toBe(200);
  access.pass(29 * MINUTE_MS);
  expect(await statusWith(cookie)).toBe(200);

  access.pass(30 * MINUTE_MS);
  expect(await statusWith(cookie)).toBe(401);
});

test("a session ends after twelve hours, however busy", async () => {
  const { cookie } = await signIn();
  for (let minutes = 0; minutes < 12 * 60 - 20; minutes += 20) {
    access.pass(20 * MINUTE_MS);
    expect(await statusWith(cookie)).toBe(200);
  }

  access.pass(20 * MINUTE_MS);

  expect(await statusWith(cookie)).toBe(401);
});

test("a session that was begun or used while the clock was ahead does not outlive its being put right", async () => {
  const used = await signIn();
  for (let minutes = 0; minutes < 120; minutes += 20) {
    access.pass(20 * MINUTE_MS);
    expect(await statusWith(used.cookie)).toBe(200);
  }
  const begun = await signIn();

  access.pass(-2 * HOUR_MS);

  expect([await statusWith(used.cookie), await statusWith(begun.cookie)]).toEqual([401, 401]);
  await signIn();
  access.pass(2 * HOUR_MS);
  expect([await statusWith(used.cookie), await statusWith(begun.cookie)]).toEqual([401, 401]);
});

test("a clock that is put back by a minute ends no session", async () => {
  const { cookie } = await signIn();

  access.pass(-MINUTE_MS);

  expect(await statusWith(cookie)).toBe(200);
});

test("the window of this computer may stand idle for a working day", async () => {
  const { body, cookie } = await signIn({ localToken: LOCAL_TOKEN });
  expect(body.actor).toBe("this computer");

  access.pass(12 * HOUR_MS - 1);
  expect(await statusWith(cookie)).toBe(200);
  access.pass(1);
  expect(await statusWith(cookie)).toBe(401);
});

test("a wrong local token opens nothing", async () => {
  for (const localToken of ["", "x", `${LOCAL_TOKEN}x`])
    expect((await signIn({ localToken })).status).toBe(401);
});

test("signing in again ends the session that the browser had", async () => {
  const first = await signIn();

  const second = await signIn(ANN, first.cookie);

  expect(await statusWith(first.cookie)).toBe(401);
  expect(await statusWith(second.cookie)).toBe(200);
});

test("signing out ends the session and takes the cookie away", async () => {
  const { cookie } = await signIn();

  const out = await access.send("DELETE /session", { cookie });

  expect(out.status).toBe(204);
  expect(out.setCookie).toMatch(/^holdfast_session=; .*Expires=Thu, 01 Jan 1970/);
  expect(await statusWith(cookie)).toBe(401);
});

test("a link signs in once, even when it is opened twice at the same time", async () => {
  const link = await access.send("POST /sign-in-links", { bearer: LOCAL_TOKEN });
  const linkToken = link.body.path.replace("/sign-in#link=", "");

  const both = await Promise.all([signIn({ linkToken }), signIn({ linkToken })]);

  expect(both.map(({ status }) => status).sort()).toEqual([200, 401]);
  expect((await signIn({ linkToken })).body.code).toBe("wrong-credential");
});

test("a link is worthless after a minute", async () => {
  const link = await access.send("POST /sign-in-links", { bearer: LOCAL_TOKEN });
  const linkToken = link.body.path.replace("/sign-in#link=", "");

  access.pass(MINUTE_MS);

  expect((await signIn({ linkToken })).status).toBe(401);
});

test("a link that was made while the clock was ahead is worthless after it was put right", async () => {
  access.pass(HOUR_MS);
  const link = await access.send("POST /sign-in-links", { bearer: LOCAL_TOKEN });
  const linkToken = link.body.path.replace("/sign-in#link=", "");

  access.pass(-HOUR_MS);

  expect((await signIn({ linkToken })).status).toBe(401);
});

test("after five wrong passwords even the right one has to wait, from that address and for that account", async () => {
  for (let count = 0; count < 5; count += 1) {
    expect((await signIn({ ...ANN, password: "wrong" })).status).toBe(401);
  }

  const blocked = await signIn({ ...ANN, username: "ANN" });
  expect({ status: blocked.status, retryAfter: blocked.retryAfter }).toEqual({
    status: 429,
    retryAfter: "30",
  });
  expect((await signIn({ username: "bob", password: "wrong" })).status).toBe(401);

  access.pass(30_000);
  expect((await signIn()).status).toBe(200);
  expect((await signIn({ ...ANN, password: "wrong" })).status).toBe(401);
});

test("many tries at once are no way around the limit", async () => {
  const tries = Array.from({ length: 12 }, () => signIn({ ...ANN, password: "wrong" }));

  const statuses = (await Promise.all(tries)).map(({ status }) => status);

  expect(statuses.filter((status) => status === 401)).toHaveLength(5);
  expect(statuses.filter((status) => status === 429)).toHaveLength(7);
});
