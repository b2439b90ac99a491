import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Access, ANN, LOCAL_TOKEN, openAccess } from "../auth/access-for-tests.ts";
import { verifyAudit, writeAudit } from "./audit.ts";

let access: Access;
beforeEach(async () => {
  access = await openAccess();
});
afterEach(() => access.close());

async function writeEntries(count: number): Promise<void> {
  const entries = Array.from({ length: count }, (_, index) => ({
    at: access.now(),
    actor: "Ann",
    action: "policy.create" as const,
    object: `policy ${index + 1}`,
  }));
  await Promise.all(entries.map((entry) => access.db.write((tx) => writeAudit(tx, entry))));
}

test("entries written at once form one unbroken chain, and reading it lets other work in between", async () => {
  await writeEntries(1_200);

  const order: string[] = [];
  setImmediate(() => order.push("other work"));
  const verified = await verifyAudit(access.db);
  order.push("verified");

  expect(verified).toEqual({ entries: 1_200, brokenAt: null });
  expect(order).toEqual(["other work", "verified"]);
});

test("an entry whose change failed leaves no gap", async () => {
  await writeEntries(1);
  const failed = access.db.write(async (tx) => {
    await writeAudit(tx, { at: access.now(), actor: "Ann", action: "policy.create", object: "policy x" });
    throw new Error("the change failed");
  });
  await expect(failed).rejects.toThrow("the change failed");

  await writeEntries(1);

  expect(await verifyAudit(access.db)).toEqual({ entries: 2, brokenAt: null });
});

test("a changed entry is found", async () => {
  await writeEntries(5);

  await access.db.write((tx) => tx.updateTable("audit").set({ actor: "Bob" }).where("seq", "=", 3).execute());

  expect(await verifyAudit(access.db)).toEqual({ entries: 2, brokenAt: 3 });
});

test.each([1, 3])("that entry %i was taken out is found", async (seq) => {
  await writeEntries(5);

  await access.db.write((tx) => tx.deleteFrom("audit").where("seq", "=", seq).execute());

  expect(await verifyAudit(access.db)).toEqual({ entries: seq - 1, brokenAt: seq + 1 });
});

test("an entry that was written anew with a hash of its own is found by the one after it", async () => {
  await writeEntries(5);
  await access.db.write((tx) => tx.deleteFrom("audit").where("seq", ">=", 3).execute());
  await access.db.write((tx) =>
    writeAudit(tx, { at: access.now(), actor: "Bob", action: "policy.create", object: "policy 3" }),
  );
  const forged = await access.db.read.selectFrom("audit").selectAll().where("seq", "=", 3).execute();
  await access.db.write((tx) => tx.deleteFrom("audit").execute());
  await writeEntries(5);
  expect((await verifyAudit(access.db)).brokenAt).toBeNull();

  await access.db.write(async (tx) => {
    await tx.deleteFrom("audit").where("seq", "=", 3).execute();
    await tx.insertInto("audit").values(forged).execute();
  });

  expect(await verifyAudit(access.db)).toEqual({ entries: 3, brokenAt: 4 });
});

test("an administrator learns whether the log is whole, or which entry was changed", async () => {
  await writeEntries(5);
  const verify = () => access.send("GET /audit/verification", { bearer: LOCAL_TOKEN });
  expect(await verify()).toMatchObject({ status: 200, body: { entries: 5, brokenAt: null } });

  await access.db.write((tx) =>
    tx.updateTable("audit").set({ object: "policy 9" }).where("seq", "=", 4).execute(),
  );

  expect((await verify()).body).toEqual({ entries: 3, brokenAt: 4 });
});

test("the log is read page by page, newest first", async () => {
  await writeEntries(5);
  const read = (query: string) => access.send(`GET /audit?limit=2${query}`, { bearer: LOCAL_TOKEN });

  const seen: number[] = [];
  let query = "";
  for (;;) {
    const { body } = await read(query);
    seen.push(...body.items.map((item: { seq: number }) => item.seq));
    if (body.nextCursor === null) break;
    query = `&cursor=${body.nextCursor}`;
  }

  expect(seen).toEqual([5, 4, 3, 2, 1]);
  expect((await read("&cursor=nonsense")).status).toBe(422);
});

test("whatever a person does at the doors is written down, and no secret with it", async () => {
  const setupToken = access.setupToken() ?? "";
  const secrets = [setupToken, ANN.password, "a wrong password", "typed-as-name", LOCAL_TOKEN];
  await access.send("POST /setup", { body: { token: "x", ...ANN } });
  await access.setUpAnn();
  await access.send("POST /session", { body: { ...ANN, password: "a wrong password" } });
  await access.send("POST /session", { body: { username: "typed-as-name", password: "x" } });
  const { cookie } = await access.send("POST /session", { body: ANN });
  const link = await access.send("POST /sign-in-links", { cookie });
  const token = await access.send("POST /api-tokens", { cookie, body: { name: "script", role: "viewer" } });
  await access.send(`DELETE /api-tokens/${token.body.id}`, { cookie });
  const enrolment = await access.send("POST /enrolments", { cookie, body: { label: "Office" } });
  await access.send(`DELETE /enrolments/${enrolment.body.id}`, { cookie });
  await access.send("DELETE /session", { cookie });

  const { body } = await access.send("GET /audit", { bearer: LOCAL_TOKEN });
  const told = body.items.map((item: { actor: string; action: string }) => `${item.actor}: ${item.action}`);
  expect(told.reverse()).toEqual([
    "nobody: set-up-failed",
    "Ann: set-up",
    "nobody: sign-in-failed",
    "nobody: sign-in-failed",
    "Ann: sign-in",
    "Ann: sign-in-link.create",
    "Ann: api-token.create",
    "Ann: api-token.delete",
    "Ann: enrolment.create",
    "Ann: enrolment.delete",
    "Ann: sign-out",
  ]);
  expect((await verifyAudit(access.db)).brokenAt).toBeNull();

  const linkToken = link.body.path.split("=")[1];
  secrets.push(cookie.split("=")[1] ?? "", linkToken, token.body.token, enrolment.body.code);
  const stored = await everythingStored();
  for (const secret of secrets) {
    expect(secret).not.toBe("");
    expect(stored.includes(secret), secret).toBe(false);
  }
});

async function everythingStored(): Promise<Buffer> {
  const files = await readdir(access.folder);
  return Buffer.concat(await Promise.all(files.map((file) => readFile(join(access.folder, file)))));
}
