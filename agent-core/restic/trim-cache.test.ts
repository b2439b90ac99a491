import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { silentLog } from "../testing/silent-log.ts";
import { createCacheKeeper, trimCache } from "./trim-cache.ts";

/** Two repositories with three files of 100 bytes each; of the older one, and in each of them, the first was used longest ago. */
async function makeCache(): Promise<string> {
  const cacheDir = await mkdtemp(join(tmpdir(), "holdfast-cache-"));
  onTestFinished(() => rm(cacheDir, { recursive: true }));
  for (const [age, repository] of ["newer", "older"].entries()) {
    const data = join(cacheDir, repository, "data");
    await mkdir(data, { recursive: true });
    for (const [number, name] of ["a", "b", "c"].entries()) {
      await writeFile(join(data, name), "x".repeat(100));
      await utimes(join(data, name), 1_000 + number, 1_000 + number);
    }
    await utimes(join(cacheDir, repository), 5_000 - age, 5_000 - age);
  }
  return cacheDir;
}

const filesOf = async (cacheDir: string) => {
  const all = await readdir(cacheDir, { recursive: true });
  return all.filter((path) => path.split("/").length === 3).sort();
};

test("a cache that is small enough stays as it is", async () => {
  const cacheDir = await makeCache();

  expect(await trimCache(cacheDir, 600)).toEqual({ removedBytes: 0 });
  expect(await filesOf(cacheDir)).toHaveLength(6);
});

test("what was used longest ago goes first, until there is room again", async () => {
  const cacheDir = await makeCache();

  expect(await trimCache(cacheDir, 400)).toEqual({ removedBytes: 300 });
  expect(await filesOf(cacheDir)).toEqual(["newer/data/a", "newer/data/b", "newer/data/c"]);
  expect(await trimCache(cacheDir, 250)).toEqual({ removedBytes: 100 });
  expect(await filesOf(cacheDir)).toEqual(["newer/data/b", "newer/data/c"]);
});

test("it is looked at once an hour", async () => {
  const cacheDir = await makeCache();
  let time = 0;
  const keeper = createCacheKeeper({ cacheDir, mostBytes: 500, monotonicMs: () => time, log: silentLog });

  await keeper.tend();
  await writeFile(join(cacheDir, "newer/data/d"), "x".repeat(300));
  await keeper.tend();
  const early = await filesOf(cacheDir);
  time = 3_600_000;
  await keeper.tend();

  expect(early).toHaveLength(5);
  expect((await filesOf(cacheDir)).length).toBeLessThan(5);
});
