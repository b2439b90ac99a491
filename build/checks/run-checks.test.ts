import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { root } from "../steps/place.ts";
import { allChecks } from "./all-checks.ts";
import { budgets } from "./budget.ts";
import { type Check, failed, passed, skipped } from "./check.ts";
import { runChecks } from "./run-checks.ts";
import { soakChecks } from "./soak-checks.ts";
import { systemChecks } from "./system-checks.ts";

const plenty = { totalSeconds: 900, suites: { a: 10, b: 10, c: 10 } };

async function reportOf(checks: Check[], options: { budget?: typeof plenty; now?: () => number } = {}) {
  const printed: string[] = [];
  const code = await runChecks(checks, { budget: plenty, print: (text) => printed.push(text), ...options });
  const text = printed.join("");
  return { code, text, lastLine: text.trimEnd().split("\n").at(-1) };
}

test("all checks are counted, a skipped one with its reason", async () => {
  const { code, text, lastLine } = await reportOf([
    { name: "a", run: async () => passed() },
    { name: "b", run: async () => skipped("b", "no server is here") },
    { name: "c", run: async () => ({ passed: 4, failed: 0, skipped: [] }) },
  ]);

  expect(code).toBe(0);
  expect(text).toContain("  b: no server is here\n");
  expect(lastLine).toBe("5 passed, 0 failed, 1 skipped");
});

test("after a failure the rest goes on, and the whole ends badly", async () => {
  const { code, text, lastLine } = await reportOf([
    { name: "a", run: async () => failed("a.ts:1 is wrong") },
    { name: "b", run: () => Promise.reject(new Error("no room on the disk")) },
    { name: "c", run: async () => passed() },
  ]);

  expect(code).toBe(1);
  expect(text).toContain("a.ts:1 is wrong");
  expect(text).toContain("no room on the disk");
  expect(lastLine).toBe("1 passed, 2 failed, 0 skipped");
});

test("a slow check is warned about, a slow whole is a failure", async () => {
  let clock = 0;
  const slow: Check = {
    name: "a",
    run: async () => {
      clock += 20_000;
      return passed();
    },
  };
  const now = () => clock;

  const warned = await reportOf([slow], { now });
  const over = await reportOf([slow], { now, budget: { ...plenty, totalSeconds: 15 } });

  expect(warned.code).toBe(0);
  expect(warned.text).toContain("warning: a took 20.0 s, more than its 10 s");
  expect(over.code).toBe(1);
  expect(over.lastLine).toBe("1 passed, 1 failed, 0 skipped");
});

test.each([
  ["test", allChecks],
  ["system", systemChecks],
  ["soak", soakChecks([])],
] as const)("every check of npm run %s has a budget", (tier, checks) => {
  const all = budgets.parse(JSON.parse(readFileSync(join(root, "e2e", "budget.json"), "utf8")));

  expect(Object.keys(all[tier].suites).sort()).toEqual(checks.map(({ name }) => name).sort());
});
