import { chmod, mkdir, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { excludeOptions } from "#contract/task";
import type { TryArgs } from "#contract/try-policy";
import { inheritedEnvironment } from "../config.ts";
import { workFoldersOf } from "../restic/environment.ts";
import { createResticFinder } from "../restic/find-restic.ts";
import { createStopSwitch } from "../stop-signal.ts";
import { resticCandidates } from "../testing/config.ts";
import { makeStage, makeTemplate, type Stage } from "../testing/stage.ts";
import { tryPolicy } from "./try-policy.ts";

let template: Awaited<ReturnType<typeof makeTemplate>>;
let stage: Stage;
let home: string;

beforeAll(async () => {
  template = await makeTemplate();
  stage = await makeStage(template);
  home = join(stage.dir, "home");
  await mkdir(join(home, "Projects", "build"), { recursive: true });
  await writeFile(join(home, "Projects", "main.c"), "0123456789");
  await writeFile(join(home, "Projects", "main.o"), "01234");
  await writeFile(join(home, "Projects", "build", "out.o"), "0123");
  await symlink(join(home, "Projects"), join(home, "Projects", "build", "loop"));
  await mkdir(join(home, "Locked"));
  await writeFile(join(home, "Locked", "secret"), "x");
});
afterAll(async () => {
  await chmod(join(home, "Locked"), 0o700);
  await stage.clear();
  await rm(template.dir, { recursive: true });
});

async function ask(
  args: Partial<TryArgs>,
  repository?: Stage["repository"],
  rules?: string,
  answers: (path: string) => Promise<boolean> = async () => true,
) {
  const rulesFile = join(stage.dir, rules === undefined ? "no-rules.toml" : "rules.toml");
  if (rules !== undefined) await writeFile(rulesFile, rules, { mode: 0o600 });
  const folders = workFoldersOf(join(stage.dir, "agent"));
  for (const folder of [folders.cacheDir, folders.tmpDir]) await mkdir(folder, { recursive: true });
  const inherited = inheritedEnvironment();
  const findRestic = createResticFinder({ inherited, folders }, resticCandidates());
  const deps = { findRestic, inherited, folders, rulesFile, answers, places: async () => [() => home] };
  const all = { include: ["{home}/Projects"], exclude: [], host: "desk", tags: [], ...args };
  const question = {
    questionId: "0193a0c4-8b1e-7000-8000-000000000001",
    kind: "try" as const,
    args: { optionalPaths: [], excludeOptions: excludeOptions.parse({}), ...all },
    deadlineMs: 60_000,
    ...(repository && { repository }),
  };
  for await (const report of tryPolicy(deps, question, createStopSwitch())) return report;
  throw new Error("no report");
}

test("restic counts what its patterns leave, without making a snapshot", async () => {
  const report = await ask({ exclude: ["*.o"] }, stage.repository);

  expect(report).toMatchObject({ files: 1, bytes: 10, complete: true, countedBy: "restic", note: null });
  expect(report.roots).toMatchObject([
    { path: "{home}/Projects", resolved: join(home, "Projects"), state: "there", files: 1 },
  ]);
  const again = await ask({}, stage.repository);
  expect(again).toMatchObject({ files: 3, bytes: 19 });
});

test("a root that is not there is named and the others are counted", async () => {
  const report = await ask(
    {
      include: ["{home}/Projects", "/nowhere/at/all", "/nowhere/optional"],
      optionalPaths: ["/nowhere/optional"],
    },
    stage.repository,
  );

  expect(report.roots.map(({ state, isOptional }) => `${state} ${isOptional}`)).toEqual([
    "there false",
    "missing false",
    "missing true",
  ]);
  expect(report.files).toBe(3);
});

test("a drive that does not answer is told as that, nobody looks into it, and the others are counted", async () => {
  const folder = join(home, "Projects", "build");
  const neverRead = `never-read = [${JSON.stringify(folder)}]\n`;
  const include = ["{home}/Projects", folder];

  const report = await ask({ include }, stage.repository, neverRead, async (path) => path !== folder);

  expect(report).toMatchObject({ files: 2, countedBy: "restic", note: null });
  expect(report.roots).toMatchObject([
    { state: "there", files: 2 },
    { state: "unreadable", isSilent: true },
  ]);
});

test("without a repository the files are walked, links not followed, and the answer says what is missing in it", async () => {
  const report = await ask({ exclude: ["*.o"] });

  expect(report).toMatchObject({ files: 3, bytes: 19, complete: true, countedBy: "walk" });
  expect(report.note).toContain("without the exclusions");
});

test("what the local rules keep out is counted by nobody, and a folder in it is said to be refused", async () => {
  const build = `never-read = [${JSON.stringify(join(home, "Projects", "build"))}]\n`;

  expect(await ask({}, stage.repository, build)).toMatchObject({ files: 2, countedBy: "restic" });
  expect(await ask({}, undefined, build)).toMatchObject({ files: 2, countedBy: "walk" });
  expect(await ask({ include: ["{home}/Projects/build"] }, stage.repository, build)).toMatchObject({
    files: 0,
    note: expect.stringMatching(/would be refused: .* is never read/),
  });
});

test("a repository that does not open is no reason for no answer", async () => {
  const gone = { ...stage.repository, location: join(stage.dir, "gone") };

  expect(await ask({}, gone)).toMatchObject({ files: 3, countedBy: "walk" });
});

test.skipIf(process.getuid?.() === 0)("what cannot be read is listed [root reads everything]", async () => {
  await chmod(join(home, "Locked"), 0o000);

  expect((await ask({ include: ["{home}/Locked"] })).roots).toMatchObject([{ state: "unreadable" }]);
  expect(await ask({ include: ["{home}"] })).toMatchObject({ unreadableCount: 1 });
});

test("a link is counted as what it leads to, by restic and by the walk", async () => {
  await symlink(join(home, "Projects"), join(home, "Link"));
  const asked = { include: ["{home}/Link"], exclude: [join(home, "Link", "build")] };

  const byRestic = await ask(asked, stage.repository);
  const byWalk = await ask(asked);

  expect(byRestic).toMatchObject({ files: 2, roots: [{ resolved: join(home, "Projects") }] });
  expect(byWalk).toMatchObject({ files: 3, countedBy: "walk" });
});
