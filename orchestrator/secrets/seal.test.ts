import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openDatabaseForTests } from "../db/database-for-tests.ts";
import { checkKey, createSeal } from "./seal.ts";

const seal = createSeal(randomBytes(32));
const place = { table: "repository", column: "sealed_password", id: "a" };

test("what was sealed opens in its own place, every text and every time differently sealed", () => {
  for (const text of ["", "geheim äöü 🔑", "x".repeat(10_000)]) {
    expect(seal.open(seal.seal(text, place), place)).toBe(text);
  }
  const sealed = seal.seal("secret", place);
  expect(sealed).toMatch(/^v1\.[0-9a-f]{8}\.[\w-]{16}\.[\w-]{8}\.[\w-]{22}$/);
  expect(seal.seal("secret", place)).not.toBe(sealed);
});

test("what an earlier version sealed and derived with a key is the same for ever", () => {
  const known = createSeal(Buffer.alloc(32, 7));

  expect(known.open("v1.4bfbd107.5ms1wuqO85PLTU61.b0CsXIbfO6vTgMnj7Q.sJPQXGyVbm5J-sYFn5bXxQ", place)).toBe(
    "geheim äöü",
  );
  expect(known.derive("of the place").toString("base64url")).toBe(
    "njxztT4jnvzngPeyXYXChd3eI40jaOe_vGunQa2fBpc",
  );
});

test("a sealed text does not open in another row, column or table", () => {
  const sealed = seal.seal("secret", place);

  for (const other of [
    { ...place, id: "b" },
    { ...place, column: "sealed_credentials" },
    { ...place, table: "policy" },
    // The same letters, parted otherwise.
    { ...place, table: "repositorys", column: "ealed_password" },
  ]) {
    expect(() => seal.open(sealed, other)).toThrow(/was changed, or belongs to another row/);
  }
});

test("a sealed text with any character changed does not open", () => {
  const sealed = seal.seal("secret", place);

  for (let at = 0; at < sealed.length; at += 1) {
    const flipped = sealed[at] === "A" ? "B" : "A";
    const changed = sealed.slice(0, at) + flipped + sealed.slice(at + 1);
    expect(() => seal.open(changed, place), changed).toThrow();
  }
});

test("a sealed text that was cut or is none does not open and is never passed through", () => {
  const sealed = seal.seal("secret", place);

  for (let length = 0; length < sealed.length; length += 1) {
    expect(() => seal.open(sealed.slice(0, length), place)).toThrow();
  }
  expect(() => seal.open("plain text", place)).toThrow("is not a sealed text");
});

test("another key says that it is not the one", () => {
  const sealed = seal.seal("secret", place);

  expect(() => createSeal(randomBytes(32)).open(sealed, place)).toThrow(
    /the key file does not belong to this database/,
  );
});

test("a second way to write the same bytes does not open, and the error says where", () => {
  const sealed = createSeal(Buffer.alloc(32, 7)).seal("secret", place);
  // Of the last letter of 22 only two bits count.
  const last = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const next = last[last.indexOf(sealed.at(-1) ?? "") + 1] ?? "";

  const message = messageOf(() => createSeal(Buffer.alloc(32, 7)).open(sealed.slice(0, -1) + next, place));

  expect(message).toContain("repository.sealed_password was changed");
});

test("an error about a sealed text holds nothing of it", () => {
  const sealed = seal.seal("secret", place);

  const message = messageOf(() => seal.open(sealed, { ...place, id: "b" }));

  for (const part of sealed.split(".").slice(2)) expect(message).not.toContain(part);
});

test("a key of the wrong length is refused", () => {
  expect(() => createSeal(randomBytes(16))).toThrow(/16 bytes and must have 32/);
});

test("the key of the first start is the only one this database starts with", async () => {
  const folder = await mkdtemp(join(tmpdir(), "holdfast-key-"));
  const db = await openDatabaseForTests(folder);
  await checkKey(db, seal);

  await expect(checkKey(db, createSeal(randomBytes(32)))).rejects.toThrow(
    /key file does not belong .*does not start\. Put the key file back/,
  );

  await checkKey(db, seal);
  await db.close();
  await rm(folder, { recursive: true });
});

function messageOf(work: () => unknown): string {
  try {
    work();
    return "";
  } catch (error) {
    return String(error);
  }
}
