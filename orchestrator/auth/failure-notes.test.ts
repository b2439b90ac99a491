import { afterEach, beforeEach, expect, test } from "vitest";
import { type Access, ANN, HOUR_MS, LOCAL_TOKEN, MINUTE_MS, openAccess } from "./access-for-tests.ts";

let access: Access;
beforeEach(async () => {
  access = await openAccess();
});
afterEach(() => access.close());

const fail = (username: string, from: string) =>
  access.send("POST /session", { body: { username, password: "wrong" }, from });

/** Objects and details of what was refused, in the order in which it was written. */
async function refusals(): Promise<string[]> {
  const rows = await access.db.read
    .selectFrom("audit")
    .select(["object", "detail"])
    .where("action", "in", ["sign-in-failed", "set-up-failed"])
    .orderBy("seq")
    .execute();
  return rows.map(({ object, detail }) => `${object}: ${detail}`);
}

test("of the failures of an address ten a day are written down for each account, and the last says so", async () => {
  await access.setUpAnn();
  for (let n = 0; n < 15; n += 1) await fail(`x${n}`, "192.168.1.66");
  await fail(ANN.username, "192.168.1.66");
  await fail("x", "192.168.1.67");

  const entries = await refusals();

  expect(entries).toHaveLength(12);
  expect(entries.slice(-4)).toEqual([
    "an unknown account: address 192.168.1.66",
    "an unknown account: address 192.168.1.66, more of this day left out",
    "Ann: address 192.168.1.66",
    "an unknown account: address 192.168.1.67",
  ]);
});

test("the next day has room again", async () => {
  await access.setUpAnn();
  for (let n = 0; n < 15; n += 1) await fail(`x${n}`, "192.168.1.66");

  access.pass(24 * HOUR_MS);
  await fail("x", "192.168.1.66");

  expect(await refusals()).toHaveLength(11);
});

test("failures from everywhere do not fill the audit log either", async () => {
  await access.setUpAnn();

  for (let n = 0; n < 110; n += 1) await fail(`x${n}`, `192.168.${n}.1`);

  const entries = await refusals();
  expect(entries).toHaveLength(100);
  expect(entries.at(-1)).toBe("an unknown account: address 192.168.99.1, more of this day left out");
});

test("wrong tokens are written down as sparingly, of this computer and of the set-up", async () => {
  for (let hour = 0; hour < 11; hour += 1) {
    await access.send("POST /setup", { body: { token: "x", ...ANN } });
    await access.send("POST /session", { body: { localToken: `${LOCAL_TOKEN}x` } });
    access.pass(16 * MINUTE_MS);
  }

  const entries = await refusals();

  expect(entries.filter((entry) => entry.startsWith("this orchestrator: "))).toHaveLength(10);
  expect(entries.filter((entry) => entry.startsWith("this computer: "))).toHaveLength(10);
});
