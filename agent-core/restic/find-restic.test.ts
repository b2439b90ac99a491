import { rm } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { makeFakeRestic } from "../testing/fake-restic.ts";
import { makeWorkplace, type Workplace } from "../testing/restic-session.ts";
import { createResticFinder, findRestic, isAtLeast } from "./find-restic.ts";

let workplace: Workplace;
beforeAll(async () => {
  workplace = await makeWorkplace();
});
afterAll(() => rm(workplace.dir, { recursive: true }));

const ofVersion = (version: string) =>
  makeFakeRestic(workplace.dir, { stdout: `restic ${version} compiled with go1.26.4 on linux/amd64\n` });

test("the first restic that is new enough is taken, past missing and old ones", async () => {
  const old = await ofVersion("0.14.0");
  const good = await ofVersion("0.19.1");

  const found = await findRestic(workplace, [join(workplace.dir, "nowhere"), old, good]);

  expect(found).toEqual({ state: "ready", path: good, version: "0.19.1" });
});

test("where there is only an old one it is named", async () => {
  const old = await ofVersion("0.17.0");

  expect(await findRestic(workplace, [old])).toEqual({ state: "too-old", path: old, version: "0.17.0" });
});

test("a restic that is installed later is found without a restart", async () => {
  const candidates = [join(workplace.dir, "nowhere")];
  const find = createResticFinder(workplace, candidates);

  const before = await find();
  candidates.push(await ofVersion("0.18.1"));

  expect(before.state).toBe("missing");
  expect(await find()).toMatchObject({ state: "ready", version: "0.18.1" });
});

test.for([
  ["0.17.1", "0.17.1", true],
  ["0.17.0", "0.17.1", false],
  ["0.9.9", "0.17.1", false],
  ["1.0.0", "0.17.1", true],
] as const)("%s against a minimum of %s is %s", ([version, minimum, expected]) => {
  expect(isAtLeast(version, minimum)).toBe(expected);
});
