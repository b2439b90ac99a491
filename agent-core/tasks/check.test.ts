import { randomBytes } from "node:crypto";
import { open, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeEach, expect, test } from "vitest";
import { offerOf } from "../testing/offers.ts";
import { eachTestOnAStage, type Stage } from "../testing/stage.ts";
import { runCheck } from "./check.ts";

let stage: Stage;

eachTestOnAStage((one) => {
  stage = one;
});
beforeEach(async () => {
  await writeFile(join(stage.source, "big"), new Uint8Array(randomBytes(200_000)));
  await stage.backup([stage.source]);
});

const check = (readData = { part: 1, of: 1 }) =>
  stage.perform(
    runCheck,
    offerOf({ kind: "check", repository: stage.repository, spec: { readData, lockWaitSeconds: 0 } }),
  );

async function biggestPack(): Promise<string> {
  const files = await readdir(join(stage.repository.location, "data"), {
    recursive: true,
    withFileTypes: true,
  });
  const packs = files.filter((file) => file.isFile()).map((file) => join(file.parentPath, file.name));
  const sizes = await Promise.all(
    packs.map(async (path) => {
      const file = await open(path);
      const { size } = await file.stat();
      await file.close();
      return { path, size };
    }),
  );
  return sizes.sort((one, two) => two.size - one.size)[0]?.path ?? "";
}

test("a sound repository is told with what was read and its size", async () => {
  const end = await check();

  expect(end).toMatchObject({
    outcome: "success",
    summary: { errorsFound: 0, brokenPacks: 0, dataCheckedSubset: "1/1" },
  });
  expect(end.summary?.bytesStored).toBeGreaterThan(200_000);
});

test("flipped bytes in a pack are found by reading it", async () => {
  const file = await open(await biggestPack(), "r+");
  await file.write("damaged!", 1_000);
  await file.close();

  const end = await check();

  expect(end).toMatchObject({
    outcome: "failure",
    failure: { code: "repository-damaged" },
    summary: { brokenPacks: 1 },
  });
  expect(end.failure?.detail).toContain("restic repair packs");
});

test("a lost pack is found", async () => {
  await rm(await biggestPack());

  const end = await check();

  expect(end).toMatchObject({ outcome: "failure", failure: { code: "repository-damaged" } });
  expect(end.summary?.errorsFound).toBeGreaterThan(0);
  expect(end.failure?.message).toMatch(/^restic found (one error|\d+ errors)/);
  expect(end.failure?.detail).toContain("restic repair snapshots --forget");
});

test("a lost index is found, and pruning is not what is advised", async () => {
  await rm(join(stage.repository.location, "index"), { recursive: true });

  const end = await check();

  expect(end).toMatchObject({ outcome: "failure", failure: { code: "repository-damaged" } });
  expect(end.failure?.detail).toContain("restic repair index");
});
