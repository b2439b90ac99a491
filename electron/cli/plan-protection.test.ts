import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { planProtection } from "./plan-protection.ts";

const folder = mkdtempSync(join(tmpdir(), "holdfast-plan-"));

test("without options it is every hour", () => {
  const plan = planProtection([folder, `${folder}/`], { to: `${folder}-backup`, run: true });

  expect(plan).toMatchObject({ include: [folder], rhythm: { every: "1h" }, name: undefined });
});

test.each([folder, join(folder, "backup"), join(folder, "..a")])("a repository in %s is refused", (to) => {
  expect(() => planProtection([folder], { to, run: true })).toThrow(/would lie inside/);
});

test("a folder beside one of a like name is not inside", () => {
  expect(() => planProtection([folder], { to: `${folder}2`, run: true })).not.toThrow();
});

test("a name that is too short is refused before anything is set up", () => {
  expect(() => planProtection([folder], { to: "/b", name: "ab", run: true })).toThrow(
    "--name: at least 3 characters.",
  );
});
