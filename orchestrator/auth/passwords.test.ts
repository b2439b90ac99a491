import { scryptSync } from "node:crypto";
import { expect, test } from "vitest";
import { createPasswords } from "./passwords.ts";

const WEAK = "scrypt$4$8$1$c2FsdHNhbHRzYWx0c2FsdA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

test("a password is found again by its salted hash, however its letters were composed", async () => {
  const passwords = createPasswords();
  const stored = await passwords.hash("größer als acht");

  expect(stored).toMatch(/^scrypt\$15\$8\$3\$[\w-]{22}\$[\w-]{43}$/);
  expect(await passwords.hash("größer als acht")).not.toBe(stored);
  expect(await passwords.matches("größer als acht".normalize("NFD"), stored, "strangers")).toBe(true);
  expect(await passwords.matches("größer als neun", stored, "strangers")).toBe(false);
});

test("a hash made with other parameters still works", async () => {
  const hash = scryptSync("from before", "saltsaltsaltsalt", 32, { N: 16, r: 8, p: 1 });
  const stored = `scrypt$4$8$1$c2FsdHNhbHRzYWx0c2FsdA$${hash.toString("base64url")}`;

  expect(await createPasswords().matches("from before", stored, "strangers")).toBe(true);
});

test("an unknown account takes as long as a wrong password", async () => {
  const passwords = createPasswords();
  const stored = await passwords.hash("correct horse battery");

  const known = await shortest(() => passwords.matches("wrong", stored, "strangers"));
  const unknown = await shortest(() => passwords.matches("wrong", undefined, "strangers"));

  expect(unknown).toBeGreaterThan(known / 2);
});

test("a flood is turned away instead of queueing without end, and holds up nobody who is known", async () => {
  const passwords = createPasswords();
  const slower = WEAK.replace("$4$", "$12$");
  let ended = 0;
  const asStranger = async () => {
    await passwords.matches("x", slower, "strangers");
    ended += 1;
  };
  const flood = Promise.allSettled(Array.from({ length: 60 }, asStranger));

  await passwords.matches("x", WEAK, "known");

  expect(ended).toBeLessThan(20);
  expect((await flood).filter(({ status }) => status === "fulfilled")).toHaveLength(52);
  expect(await passwords.matches("x", WEAK, "strangers")).toBe(false);
});

async function shortest(work: () => Promise<boolean>): Promise<number> {
  const times = [];
  for (let count = 0; count < 3; count += 1) {
    const startedAt = performance.now();
    expect(await work()).toBe(false);
    times.push(performance.now() - startedAt);
  }
  return Math.min(...times);
}
