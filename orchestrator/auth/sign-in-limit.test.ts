import { afterEach, beforeEach, expect, test } from "vitest";
import { DomainError } from "../http/errors.ts";
import { type Access, ANN, LOCAL_TOKEN, MINUTE_MS, openAccess } from "./access-for-tests.ts";
import { createSignInLimit } from "./sign-in-limit.ts";

const LAPTOP = "192.168.1.20";
const STRANGER = "192.168.1.66";

let access: Access;
beforeEach(async () => {
  access = await openAccess();
  await access.setUpAnn();
});
afterEach(() => access.close());

const signIn = async (from: string, body: object = ANN) =>
  (await access.send("POST /session", { body, from })).status;
const madeUp = (n: number) => ({ username: `x${n}`, password: "y" });

/** What so many made-up names are answered, one after the other. */
async function guessNames(from: (n: number) => string, count: number): Promise<number[]> {
  const statuses = [];
  for (let n = 0; n < count; n += 1) statuses.push(await signIn(from(n), madeUp(n)));
  return statuses;
}

const times = (count: number, status: number) => Array.from({ length: count }, () => status);

test("after twenty failures over all names an address has to wait, and no other one", async () => {
  expect(await guessNames(() => STRANGER, 22)).toEqual([...times(20, 401), 429, 429]);

  expect(await signIn(STRANGER)).toBe(429);
  expect(await signIn(LAPTOP)).toBe(200);

  access.pass(MINUTE_MS / 2);
  expect(await guessNames(() => STRANGER, 2)).toEqual([401, 429]);
});

test("the addresses of one network of IPv6 wait together", async () => {
  const tried = await guessNames((n) => `2001:db8:1:2::${n + 1}`, 21);

  expect(tried).toEqual([...times(20, 401), 429]);
  expect(await signIn("2001:db8:1:3::1")).toBe(200);
});

test("whoever set Holdfast up may sign in there, however many made-up names are tried from there at once", async () => {
  const crowd = Promise.all(Array.from({ length: 100 }, (_, n) => signIn("127.0.0.1", madeUp(n))));

  expect(await signIn("127.0.0.1")).toBe(200);
  await crowd;
});

test("others who guess from the same address do not keep out who has signed in from there", async () => {
  expect(await signIn(LAPTOP)).toBe(200);
  await guessNames(() => LAPTOP, 21);

  expect(await signIn(LAPTOP)).toBe(200);
  expect((await guessNames(() => LAPTOP, 1))[0]).toBe(429);
  for (let count = 0; count < 5; count += 1) await signIn(LAPTOP, { ...ANN, password: "wrong" });
  expect(await signIn(LAPTOP)).toBe(429);
});

test("who has signed in from an address before is let in there also after a restart, while others guess from it", async () => {
  await signIn(LAPTOP);
  await access.restart();

  expect(await guessNames(() => LAPTOP, 21)).toContain(429);
  expect(await signIn(LAPTOP)).toBe(200);
});

test("whoever can read the token of this computer gets in, however much is guessed from here", async () => {
  expect(await guessNames(() => "127.0.0.1", 21)).toContain(429);

  expect(await signIn("::1", { localToken: LOCAL_TOKEN })).toBe(200);
});

test("a stranger who tries as much as possible at once keeps nobody else out", async () => {
  const crowd = Promise.all(Array.from({ length: 100 }, (_, n) => signIn(STRANGER, madeUp(n))));

  expect(await signIn(LAPTOP)).toBe(200);
  expect((await crowd).filter((status) => status === 401)).toHaveLength(20);
});

test("a crowd from everywhere keeps out neither who is known nor who sits at this computer", async () => {
  const bob = { username: "bob", password: "battery staple" };
  await access.send("POST /accounts", { bearer: LOCAL_TOKEN, body: { ...bob, role: "viewer" } });
  expect(await signIn(LAPTOP)).toBe(200);
  const crowd = Promise.all(Array.from({ length: 100 }, (_, n) => signIn(`192.168.2.${n}`, madeUp(n))));

  expect(await Promise.all([signIn(LAPTOP), signIn("127.0.0.1", bob)])).toEqual([200, 200]);
  await crowd;
});

test("a try whose password was never looked at does not count", async () => {
  const limit = createSignInLimit(access.now);
  const turnedAway = new DomainError("too-many-requests");
  for (let count = 0; count < 30; count += 1) {
    const tried = limit.attempt("Ann", STRANGER).settle(Promise.reject(turnedAway));
    await expect(tried).rejects.toBe(turnedAway);
  }

  expect(await limit.attempt("Ann", STRANGER).settle(Promise.resolve(true))).toBe(true);
});
