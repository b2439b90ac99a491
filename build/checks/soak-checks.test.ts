import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { failed, passed } from "./check.ts";
import { soak, soakChecks } from "./soak-checks.ts";
import { createSoakProgress } from "./soak-progress.ts";
import { soakTable } from "./soak-table.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "holdfast-soak-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const progress = () => createSoakProgress(join(folder, "done.json"));
const job = {
  name: "stones",
  file: "package.json",
  total: 25,
  batch: 10,
  environment: (first: number, count: number) => ({ FROM: `${first}`, COUNT: `${count}` }),
};

const soakWith = (runBatch: Parameters<typeof soak>[1]["runBatch"]) =>
  soak(job, { progress: progress(), commit: "abc1234", runBatch });

test("a job that was stopped goes on with the batch that was not done", async () => {
  const seen: string[] = [];
  const first = await soakWith(async (_, { FROM, COUNT }) => {
    seen.push(`${FROM}+${COUNT}`);
    return seen.length === 2 ? failed("the power went") : passed();
  });

  const second = await soakWith(async (_, { FROM, COUNT }) => {
    seen.push(`${FROM}+${COUNT}`);
    return passed();
  });

  expect(first).toMatchObject({ passed: 1, failed: 1 });
  expect(second).toMatchObject({ passed: 2, failed: 0 });
  expect(seen).toEqual(["0+10", "10+10", "10+10", "20+5"]);
});

test("a batch in which nothing was tested does not count as done", async () => {
  const counts = { passed: 0, failed: 0, skipped: [{ name: "a", reason: "only as root" }] };

  await soakWith(async () => counts);

  expect(progress().doneOf("stones")).toBe(0);
});

test("each batch has a seed of its own, which the table names with what was done", async () => {
  const seeds: string[] = [];

  await soakWith(async (_, { HOLDFAST_SEED = "" }) => {
    seeds.push(HOLDFAST_SEED);
    return seeds.length === 3 ? failed("the power went") : passed();
  });

  expect(new Set(seeds).size).toBe(3);
  expect(soakTable([job], progress())).toContain(
    `| stones | 20 of 25 | 0.0 min | abc1234 | ${seeds.slice(0, 2).join(" ")} |`,
  );
});

test("one job begins anew and the others keep what they did", async () => {
  progress().add("stones", { count: 20, seed: 1, seconds: 2, commit: "abc1234" });
  progress().add("sand", { count: 5, seed: 2, seconds: 1, commit: "abc1234" });

  progress().forget(["stones"]);

  expect([progress().doneOf("stones"), progress().doneOf("sand")]).toEqual([0, 5]);
});

test("two soaks beside each other that do different jobs both keep what they did", async () => {
  const [one, other] = [progress(), progress()];
  one.add("stones", { count: 10, seed: 1, seconds: 1, commit: "abc1234" });
  other.add("clouds", { count: 20, seed: 2, seconds: 1, commit: "abc1234" });
  one.add("stones", { count: 15, seed: 3, seconds: 1, commit: "abc1234" });

  expect([progress().doneOf("stones"), progress().doneOf("clouds")]).toEqual([25, 20]);
});

test("a job that does not exist is refused", () => {
  expect(() => soakChecks(["--only", "stones"])).toThrow('There is no "stones"');
});
