import { readdirSync, readFileSync } from "node:fs";
import { cp, mkdir, rm, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { restorePlan as shape } from "#contract/restore-plan";
import { ask } from "../testing/ask.ts";
import { restoreSpecOf } from "../testing/offers.ts";
import { makeStage, makeTemplate, type Stage } from "../testing/stage.ts";
import { restorePlan } from "./restore-plan.ts";

let template: Awaited<ReturnType<typeof makeTemplate>>;
let stage: Stage;
let snapshotId: string;
let target: string;

/** In the target: one file as it was, one that is younger, one that is older, one folder; and one file is missing. */
beforeAll(async () => {
  template = await makeTemplate();
  stage = await makeStage(template);
  await mkdir(join(stage.source, "deep"));
  for (const name of ["deep/same", "younger", "older"]) await writeFile(join(stage.source, name), name);
  snapshotId = (await stage.backup([stage.source])).snapshotId ?? "";
  target = join(stage.dir, "target");
  await cp(stage.source, join(target, "source"), { recursive: true, preserveTimestamps: true });
  await rm(join(target, "source/a.txt"));
  for (const [name, year] of [
    ["younger", 2040],
    ["older", 2001],
  ] as const) {
    await writeFile(join(target, "source", name), "something else");
    const at = new Date(Date.UTC(year, 1, 1));
    await utimes(join(target, "source", name), at, at);
  }
});
afterAll(async () => {
  await stage.clear();
  await rm(template.dir, { recursive: true });
});

async function plan(more: object) {
  const [told] = await ask(
    stage,
    restorePlan,
    restoreSpecOf(snapshotId, { paths: [stage.source], target, ...more }),
  );
  return shape.parse(told);
}

test.for([
  ["never", { creates: 1, overwrites: 0, keeps: 3, newer: 1 }],
  ["if-newer", { creates: 1, overwrites: 1, keeps: 2, newer: 1 }],
  ["if-changed", { creates: 1, overwrites: 2, keeps: 1, newer: 1 }],
] as const)(
  "a plan with %s says what is created, overwritten and kept, and writes nothing",
  async ([overwrite, wanted]) => {
    const before = readdirSync(join(target, "source"));

    const told = await plan({ overwrite });

    expect(told).toMatchObject({ ...wanted, target, freeBytes: expect.any(Number) });
    expect(told.examples.newer).toEqual(["/source/younger"]);
    expect(readdirSync(join(target, "source"))).toEqual(before);
  },
);

test("a plan for a drive that is silent is refused before anything there is looked at", async () => {
  const answers = async (path: string) => path !== join(target, "source");
  const spec = restoreSpecOf(snapshotId, { paths: [stage.source], target });

  await expect(
    ask(stage, (deps, question, stop) => restorePlan(deps, question, stop, answers), spec),
  ).rejects.toThrow(`The drive that holds ${join(target, "source")} does not answer`);
});

test("the restore does what its plan said, and calls nothing verified that it left as it was", async () => {
  const spec = { paths: [stage.source], target, overwrite: "if-newer" as const, verify: true };
  const told = await plan(spec);

  const end = await stage.restore(restoreSpecOf(snapshotId, spec));

  expect(end).toMatchObject({ outcome: "success", summary: { filesSkipped: told.keeps } });
  expect(end.summary?.contentVerified).toBeUndefined();
  expect(end.summary?.bytesRestored).toBe(told.bytesToWrite);
  const text = (name: string) => readFileSync(join(target, "source", name), "utf8");
  expect(["a.txt", "older", "younger"].map(text)).toEqual(["alpha", "older", "something else"]);
});
