import { beforeEach, expect, test } from "vitest";
import { createLeases, GRACE_AFTER_RESTART_MS, LEASE_MS } from "./leases.ts";

let now = 0;
let leases: ReturnType<typeof createLeases>;
beforeEach(() => {
  now = 10_000;
  leases = createLeases(() => now);
});

test("a lease lives for 90 seconds after each sign of life, and nobody has one unasked", () => {
  expect(leases.isAlive("a")).toBe(false);

  leases.begin("a");
  now += LEASE_MS - 1;
  expect(leases.isAlive("a")).toBe(true);
  leases.renew("a");
  now += LEASE_MS - 1;
  expect(leases.isAlive("a")).toBe(true);
  now += 1;

  expect(LEASE_MS).toBe(90_000);
  expect(leases.isAlive("a")).toBe(false);
});

test("a sign of life never shortens a lease that was given grace", () => {
  leases.renew("a", GRACE_AFTER_RESTART_MS);
  leases.renew("a");
  now += GRACE_AFTER_RESTART_MS - 1;

  expect(leases.isAlive("a")).toBe(true);
});

test("after our own absence every lease gets five minutes, also one that ran out meanwhile", () => {
  leases.begin("a");
  leases.begin("b");
  now += 10 * LEASE_MS;

  leases.extendAll();
  now += 299_999;
  expect([leases.isAlive("a"), leases.isAlive("b"), leases.isAlive("c")]).toEqual([true, true, false]);
  now += 1;

  expect(leases.isAlive("a")).toBe(false);
});

test("a task that has ended has no lease, and its age begins anew with the next attempt", () => {
  leases.begin("a");
  now += 7_000;
  expect(leases.ageMs("a")).toBe(7_000);
  expect(leases.ageMs("taken before the start")).toBe(7_000);

  leases.end("a");
  expect(leases.isAlive("a")).toBe(false);
  now += 1_000;
  expect(leases.ageMs("a")).toBe(8_000);
  leases.begin("a");

  expect(leases.ageMs("a")).toBe(0);
});
