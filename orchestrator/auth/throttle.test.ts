import { beforeEach, expect, test } from "vitest";
import { DomainError } from "../http/errors.ts";
import { createThrottle, type Throttle } from "./throttle.ts";

let ms: number;
let throttle: Throttle;
beforeEach(() => {
  ms = Date.parse("2026-11-24T12:00:00Z");
  throttle = createThrottle(() => new Date(ms));
});

/** How long a try at `key` has to wait; a try that may happen counts as a failure. */
function waitFor(key: string): number {
  try {
    throttle.attempt(key);
    return 0;
  } catch (error) {
    return error instanceof DomainError ? (error.retryAfterSeconds ?? Number.NaN) : Number.NaN;
  }
}

function failFiveTimes(key: string): void {
  for (let count = 0; count < 5; count += 1) throttle.attempt(key);
}

test("each further failure doubles the wait", () => {
  failFiveTimes("ann");
  const waits = [];
  for (let count = 0; count < 4; count += 1) {
    const seconds = waitFor("ann");
    waits.push(seconds);
    ms += seconds * 1_000;
    expect(waitFor("ann")).toBe(0);
  }

  expect(waits).toEqual([30, 60, 120, 240]);
});

test("a refused try does not make the wait longer", () => {
  failFiveTimes("ann");

  ms += 10_000;

  expect([waitFor("ann"), waitFor("ann")]).toEqual([20, 20]);
});

test("failures are forgotten after 15 minutes", () => {
  failFiveTimes("ann");

  ms += 15 * 60_000;

  for (let count = 0; count < 5; count += 1) expect(waitFor("ann")).toBe(0);
});

test("failures of a time when the clock was ahead hold nobody up once it is put right", () => {
  ms += 30 * 24 * 60 * 60_000;
  failFiveTimes("ann");
  expect(waitFor("ann")).toBe(30);

  ms -= 30 * 24 * 60 * 60_000;

  expect(waitFor("ann")).toBe(0);
});

test("a success clears the account, and one account says nothing about another", () => {
  failFiveTimes("ann");
  expect(waitFor("bob")).toBe(0);

  throttle.succeeded("ann");

  expect(waitFor("ann")).toBe(0);
});

test("a failure that is taken back was none", () => {
  failFiveTimes("ann");

  throttle.takeBack("ann");
  throttle.takeBack("nobody");

  expect([waitFor("ann"), waitFor("ann")]).toEqual([0, 30]);
});

test("of too many names the one that was quiet longest is forgotten, so that they cannot fill the memory", () => {
  failFiveTimes("ann");
  failFiveTimes("bob");
  expect(waitFor("ann")).toBe(30);
  ms += 30_000;
  throttle.attempt("ann");

  for (let other = 0; other < 9_999; other += 1) throttle.failed(`other ${other}`);

  expect(waitFor("ann")).toBe(60);
  expect(waitFor("bob")).toBe(0);
});
