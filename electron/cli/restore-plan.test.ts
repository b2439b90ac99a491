import { expect, test } from "vitest";
import { assertSafe, describePlan } from "./restore-plan.ts";

const plan = {
  ...{ target: "/home/anna/Documents", creates: 1, overwrites: 2, keeps: 0, newer: 1 },
  ...{ bytesToWrite: 2_048, freeBytes: 1_000_000 },
  examples: { overwritten: ["/a\u001b.txt"], newer: [] },
};

test("a plan is one sentence, with names that cannot move the cursor", () => {
  expect(describePlan(plan)).toBe(
    "Into /home/anna/Documents: creates 1, overwrites 2; 2.0 KiB to write. 1 file there is newer.\n  overwrites /a\\u{1b}.txt",
  );
});

test("newer files are overwritten only with a yes of its own", () => {
  expect(() => assertSafe(plan, "always", false)).toThrow("would be lost, so nothing was restored");
  expect(() => assertSafe(plan, "always", true)).not.toThrow();
  expect(() => assertSafe(plan, "if-newer", false)).not.toThrow();
});

test("a restore that cannot fit does not begin", () => {
  expect(() => assertSafe({ ...plan, freeBytes: 100 }, "never", true)).toThrow("too little room");
});
