import { readdirSync } from "node:fs";
import { cp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import type { RepairStep } from "#contract/repair";
import { offerOf } from "../testing/offers.ts";
import { accessTo } from "../testing/restic-session.ts";
import { makeStage, makeTemplate, type Stage } from "../testing/stage.ts";
import { runCheck } from "./check.ts";
import { runCopy } from "./copy.ts";
import { runRepair } from "./repair.ts";
import { runSnapshots } from "./snapshots.ts";

let template: Awaited<ReturnType<typeof makeTemplate>>;
let stage: Stage;

beforeAll(async () => {
  template = await makeTemplate();
});
afterAll(() => rm(template.dir, { recursive: true }));
beforeEach(async () => {
  stage = await makeStage(template);
});
afterEach(() => stage.clear());

async function backUp(text: string): Promise<void> {
  await writeFile(join(stage.source, "a.txt"), text);
  expect(await stage.backup([stage.source])).toMatchObject({ outcome: "success" });
}
const check = () =>
  stage.perform(
    runCheck,
    offerOf({ kind: "check", repository: stage.repository, spec: { lockWaitSeconds: 0 } }),
  );
const repair = (step: RepairStep, confirmed = true) =>
  stage.perform(
    runRepair,
    offerOf({
      kind: "repair",
      repository: stage.repository,
      spec: { repair: step, confirmed, lockWaitSeconds: 0 },
    }),
  );

test("an index that is lost is written anew, and the check is good again", async () => {
  await backUp("one");
  for (const id of await stage.restic("list", "index", "--no-lock", "--quiet"))
    await rm(join(stage.repository.location, "index", id));
  expect(await check()).toMatchObject({ failure: { code: "repository-damaged" } });

  expect(await repair({ step: "index" }, false)).toMatchObject({ failure: { code: "not-allowed-here" } });
  expect(await repair({ step: "index" })).toMatchObject({ outcome: "success" });

  expect(await check()).toMatchObject({ outcome: "success" });
});

test("a pack that is lost is mended step by step: the snapshots that used it lose what it held, and say which they are", async () => {
  await backUp("x".repeat(100_000));
  const data = join(stage.repository.location, "data");
  const packs = readdirSync(data, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  await backUp("y".repeat(100_000));
  for (const pack of packs) await rm(join(pack.parentPath, pack.name));
  expect(await check()).toMatchObject({ failure: { code: "repository-damaged" } });

  await repair({ step: "index" });
  const mended = await repair({ step: "snapshots" });

  expect(mended).toMatchObject({ outcome: "success", forgotten: expect.any(Array) });
  expect(mended.forgotten?.length).toBeGreaterThan(0);
  expect(await check()).toMatchObject({ outcome: "success" });
});

test("a copy brings what is missing into a second repository with a password of its own, and leaves no secret on the disk", async () => {
  await backUp("one");
  await backUp("two");
  const filesLeft = () => readdirSync(join(stage.dir, "agent", "tmp"));
  const leftByBackups = filesLeft();
  const second = accessTo(join(stage.dir, "second"), "another password");
  await stage.init(second);
  const copy = () =>
    stage.perform(
      runCopy,
      offerOf({
        kind: "copy",
        repository: stage.repository,
        spec: { target: second, lockWaitSeconds: 0 },
      }),
    );

  expect(await copy()).toMatchObject({
    outcome: "success",
    summary: { snapshotsCopied: 2, snapshotCount: 2 },
  });
  await backUp("three");
  expect(await copy()).toMatchObject({ summary: { snapshotsCopied: 1, snapshotCount: 3 } });
  expect(filesLeft()).toEqual(leftByBackups);
});

test("a snapshot that cannot be read is neither left out of a copy in silence nor taken for one that is gone", async () => {
  await backUp("one");
  await backUp("two");
  const [id = ""] = await stage.restic("list", "snapshots", "--no-lock", "--quiet");
  const file = join(stage.repository.location, "snapshots", id);
  await rm(file);
  await writeFile(file, "garbage");
  await rm(join(stage.dir, "agent", "cache"), { recursive: true });
  const { location } = stage.repository;
  const target = accessTo(join(stage.dir, "second"));
  await cp(template.repository, target.location, { recursive: true });
  const damaged = { outcome: "failure", failure: { code: "repository-damaged" } };

  const copy = offerOf({
    kind: "copy",
    repository: accessTo(location),
    spec: { target, lockWaitSeconds: 0 },
  });
  expect(await stage.perform(runCopy, copy)).toMatchObject(damaged);
  const listing = offerOf({ kind: "snapshots", repository: stage.repository, spec: {} });
  const listed = await stage.perform(runSnapshots, listing);
  expect(listed).toMatchObject(damaged);
  expect(listed.snapshots).toBeUndefined();
});

test("a copy to a place that is not there fails by its name, and one without a second place says so", async () => {
  await backUp("one");
  const copyTo = (spec: object) =>
    stage.perform(runCopy, offerOf({ kind: "copy", repository: stage.repository, spec }));

  expect(await copyTo({ target: accessTo(join(stage.dir, "nowhere")), lockWaitSeconds: 0 })).toMatchObject({
    outcome: "failure",
    failure: { code: "repository-missing" },
  });
  expect(await copyTo({ lockWaitSeconds: 0 })).toMatchObject({ failure: { code: "not-allowed-here" } });
});
