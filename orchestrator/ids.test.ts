import { expect, test } from "vitest";
import { id as idSchema } from "#contract/values";
import { newId } from "./ids.ts";

test("ids sort in the order in which they were made, also within one millisecond", () => {
  const now = new Date("2026-11-24T09:00:00.000Z");

  const ids = Array.from({ length: 20_000 }, () => newId(now));

  expect([...ids].sort()).toEqual(ids);
  expect(new Set(ids).size).toBe(ids.length);
});

test("an id is a UUIDv7 that tells its time", () => {
  const made = newId(new Date(0x0123456789ab));

  expect(idSchema.parse(made)).toMatch(/^01234567-89ab-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});
