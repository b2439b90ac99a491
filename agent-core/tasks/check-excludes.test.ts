import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { isPattern } from "#contract/exclude-pattern";
import { excludesOf } from "#contract/excluded-by";
import { makeStage, makeTemplate, type Stage } from "../testing/stage.ts";
import { refuseExcludes } from "./check-excludes.ts";

const OPTIONS = { caches: true, ifPresent: [".nobackup"], cloudFiles: false, oneFileSystem: false };
let template: Awaited<ReturnType<typeof makeTemplate>>;
let stage: Stage;

beforeAll(async () => {
  template = await makeTemplate();
  stage = await makeStage(template);
  for (const folder of ["docs/old", "cache", "node_modules/x"])
    await mkdir(join(stage.source, folder), { recursive: true });
  for (const file of [
    "docs/a.txt",
    "docs/b[1].tmp",
    "docs/old/c.bak",
    "cache/d",
    "node_modules/x/e.js",
    "f-é.iso",
  ])
    await writeFile(join(stage.source, file), file);
});
afterAll(async () => {
  await stage.clear();
  await rm(template.dir, { recursive: true });
});

const refusal = (exclude: string[], roots = [stage.source]) =>
  refuseExcludes(
    { exclude, excludeOptions: OPTIONS },
    roots.map((path) => ({ path, real: path, isLink: false })),
    exclude,
    "unix",
  );

const GOOD = ["*.tmp", "[a-c]", "[^x]y", "\\[", "]", "-", "[z-a]", "**/x", "!keep", "é[à-ü]"];
const BAD = ["[", "a[", "[]", "[-x]", "[a-", "[a", "a\\", "ok/[", "[^]", "[a-]"];

test("restic itself rejects exactly the patterns that are refused", async () => {
  const all = [...GOOD, ...BAD];

  const words = await stage
    .restic("backup", "--dry-run", ...all.map((pattern) => `--exclude=${pattern}`), stage.source)
    .catch((error: Error) => error.message);

  const rejected = String(words)
    .split("\n")
    .filter((line) => all.includes(line));
  expect(rejected).toEqual(BAD);
  expect(all.filter((pattern) => !isPattern(pattern, "unix"))).toEqual(BAD);
});

test.for([
  [["*.tmp", "cache"]],
  [["docs/*", "!docs/a.txt", "f-?.iso"]],
  [["**/old/**", "/nowhere", "b[[]1].tmp", "d"]],
])("what %j takes out is what restic leaves out", async ([exclude = []]) => {
  const saved = await stage.backup([stage.source], { exclude });
  const kept = (await stage.restic("ls", "--no-lock", "--quiet", saved.snapshotId ?? ""))
    .filter((path) => path.startsWith(`${stage.source}/`))
    .map((path) => path.slice(stage.source.length + 1));

  const excludes = excludesOf(exclude, "unix");
  const all = [
    "a.txt",
    "cache",
    "cache/d",
    "docs",
    "docs/a.txt",
    "docs/b[1].tmp",
    "docs/old",
    "docs/old/c.bak",
    "f-é.iso",
    "node_modules",
    "node_modules/x",
    "node_modules/x/e.js",
  ];
  const isOut = (path: string): boolean =>
    excludes(join(stage.source, path)) !== undefined ||
    (path.includes("/") && isOut(path.slice(0, path.lastIndexOf("/"))));
  expect(all.filter((path) => !isOut(path))).toEqual(kept.sort());
});

test("an exclusion that restic does not take is named with its line", async () => {
  expect(await refusal(["*.tmp", "old[", "*.bak"])).toMatch(
    /^Exclusion “old\[” \(line 2\) is written wrongly/,
  );
});

test("an exclusion that leaves nothing of a folder is named, and one that leaves something is not", async () => {
  const { source, dir } = stage;

  expect(await refusal(["*.tmp", "source"])).toMatch(/^Exclusion “source” \(line 2\) leaves nothing of/);
  expect(await refusal([dir])).toMatch("(line 1)");
  expect(await refusal(["*"])).toMatch("(line 1)");
  expect(await refusal([`${source}/*`])).toMatch("(line 1)");
  expect(await refusal([`${source}/*`, "!docs"])).toBeUndefined();
  expect(await refusal(["docs", "cache"])).toBeUndefined();
});

test("a mark in the folder itself is named", async () => {
  const marked = join(stage.dir, "marked");
  await mkdir(marked);
  await writeFile(join(marked, ".nobackup"), "");

  expect(await refusal([], [marked])).toMatch(/^The file .nobackup, which/);
});
