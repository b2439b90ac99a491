import { randomBytes, randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import {
  chmod,
  link,
  mkdir,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  utimes,
  writeFile,
} from "node:fs/promises";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { RestoreSpec } from "#contract/task";
import { type Attempt, attemptRestore } from "../testing/attempt-restore.ts";
import { restoreSpecOf } from "../testing/offers.ts";
import { makeWorkplace, type Workplace } from "../testing/restic-session.ts";
import { makeStage, makeTemplate, type Stage } from "../testing/stage.ts";

const MIB = 1024 ** 2;
const LONG_AGO = new Date("2001-02-03T04:05:06Z");
let template: Awaited<ReturnType<typeof makeTemplate>>;
let stage: Stage;
let workplace: Workplace;
let snapshotId: string;
let content: Buffer;
let target: string;

/** In the snapshot: a large file, a small one, a link, and a file in a folder. */
beforeAll(async () => {
  template = await makeTemplate();
  stage = await makeStage(template);
  content = randomBytes(20 * MIB);
  await writeFile(at("film.bin"), content);
  await chmod(at("film.bin"), 0o640);
  await utimes(at("film.bin"), LONG_AGO, LONG_AGO);
  await mkdir(at("folder"));
  await writeFile(at("folder/b.txt"), "beta");
  await symlink("a.txt", at("link"));
  if (process.platform === "linux")
    await writeFile(Buffer.concat([Buffer.from(at("folder/")), Buffer.from([0x62, 0xff])]), "no text");
  snapshotId = (await stage.backup([stage.source], { packSizeMiB: 4 })).snapshotId ?? "";
});
beforeEach(async () => {
  workplace = await makeWorkplace();
  target = join(workplace.dir, "back");
  return () => rm(workplace.dir, { recursive: true });
});
afterAll(async () => {
  await stage.clear();
  await rm(template.dir, { recursive: true });
});

function at(...names: string[]): string {
  return join(stage.source, ...names);
}

const everything = (more: Partial<RestoreSpec> = {}) =>
  restoreSpecOf(snapshotId, { target, paths: [stage.source], verify: true, ...more });
const inTarget = (...names: string[]) => join(target, "source", ...names);

const restore = (spec: RestoreSpec, attempt?: Attempt) =>
  attemptRestore({ workplace, repository: stage.repository }, spec, attempt);

const records = async () => await readdir(workplace.folders.restoresDir).catch(() => []);

async function expectWhole(folder = inTarget()): Promise<void> {
  expect((await readFile(join(folder, "film.bin"))).equals(content)).toBe(true);
  expect(await stat(join(folder, "film.bin"))).toMatchObject({ mtimeMs: LONG_AGO.getTime() });
  expect((await stat(join(folder, "film.bin"))).mode & 0o777).toBe((await stat(at("film.bin"))).mode & 0o777);
  expect(await readFile(join(folder, "folder/b.txt"), "utf8")).toBe("beta");
  expect((await stat(join(folder, "folder/b.txt"))).mode).toBe((await stat(at("folder/b.txt"))).mode);
  expect((await readdir(dirname(folder))).filter((name) => name.startsWith("Not complete"))).toEqual([]);
  expect(await records()).toEqual([]);
}

test.for(["never", "if-newer", "if-changed", "always"] as const)(
  "what was interrupted in the middle of a file is completed by the next attempt (%s)",
  { timeout: 60_000 },
  async (overwrite) => {
    const taskId = randomUUID();

    const first = await restore(everything({ overwrite }), { taskId, stoppedBy: "shutdown" });
    const isHalf = !(await readFile(inTarget("film.bin"))).equals(content);
    const second = await restore(everything({ overwrite }), { taskId });

    expect(isHalf).toBe(true);
    expect(first).toMatchObject({
      outcome: "interrupted",
      summary: { restoredTo: target, isIncomplete: true },
    });
    expect(first.failure?.message).toContain(`What is in ${target} is not complete`);
    expect(second).toMatchObject({ outcome: "success", summary: { contentVerified: true } });
    expect(second.summary?.isIncomplete).toBeUndefined();
    await expectWhole();
  },
);

test.for(["never", "if-newer"] as const)(
  "who stops a restore and starts it again gets whole files, and keeps what was there before (%s)",
  { timeout: 60_000 },
  async (overwrite) => {
    await mkdir(inTarget(), { recursive: true });
    await writeFile(inTarget("a.txt"), "a person's own");

    const first = await restore(everything({ overwrite }), { stoppedBy: "cancelled" });
    const second = await restore(everything({ overwrite }));

    expect(first).toMatchObject({ outcome: "cancelled", summary: { isIncomplete: true } });
    expect(second).toMatchObject({ outcome: "success", summary: { filesSkipped: 1 } });
    expect(second.summary?.contentVerified).toBeUndefined();
    await expectWhole();
    expect(await readFile(inTarget("a.txt"), "utf8")).toBe("a person's own");
  },
);

test("an older file that was to be overwritten and is half written is completed, too", async () => {
  await mkdir(inTarget(), { recursive: true });
  await writeFile(inTarget("film.bin"), "an older version");
  await utimes(inTarget("film.bin"), new Date(0), new Date(0));
  await writeFile(inTarget("a.txt"), "younger");

  await restore(everything({ overwrite: "if-newer" }), { stoppedBy: "sleep" });
  const second = await restore(everything({ overwrite: "if-newer" }));

  expect(second).toMatchObject({ outcome: "success" });
  await expectWhole();
  expect(await readFile(inTarget("a.txt"), "utf8")).toBe("younger");
}, 60_000);

test("without a target the next attempt goes on in the folder of the first, which is marked until it is whole", async () => {
  const spec = everything();
  delete spec.target;

  const first = await restore(spec, { stoppedBy: "cancelled" });
  const marked = await readdir(first.summary?.restoredTo ?? "");
  const second = await restore(spec);
  const third = await restore(spec);

  expect(marked).toContainEqual(expect.stringMatching(/^Not complete/));
  expect(second.summary?.restoredTo).toBe(first.summary?.restoredTo);
  await expectWhole(join(second.summary?.restoredTo ?? "", "source"));
  expect(third.summary?.restoredTo).not.toBe(first.summary?.restoredTo);
}, 60_000);

test("a file that somebody has changed since is left alone, and the run says so", async () => {
  await restore(everything(), { stoppedBy: "cancelled" });
  const later = new Date(Date.now() + 60_000);
  await writeFile(inTarget("film.bin"), "a person's own work");
  await utimes(inTarget("film.bin"), later, later);

  const second = await restore(everything());

  expect(second).toMatchObject({
    outcome: "warning",
    items: [{ path: inTarget("film.bin"), message: expect.stringContaining("may be incomplete") }],
    itemCount: 1,
  });
  expect(await readFile(inTarget("film.bin"), "utf8")).toBe("a person's own work");
  expect(await readFile(inTarget("folder/b.txt"), "utf8")).toBe("beta");
}, 60_000);

test("what a killed restore had written by its last sign of life is completed", async () => {
  await mkdir(inTarget(), { recursive: true });
  await writeFile(inTarget("a.txt"), "a person's own");
  await restore(everything(), { stoppedBy: "shutdown" });
  const [name = ""] = await records();
  const file = join(workplace.folders.restoresDir, name);
  await writeFile(file, (await readFile(file, "utf8")).replace(/,"toMs":[\d.]+/, ""));

  const second = await restore(everything());

  expect(second).toMatchObject({ outcome: "success" });
  await expectWhole();
}, 60_000);

test("a restore to another place, or of other files, is none of its business", async () => {
  await restore(everything(), { stoppedBy: "cancelled" });
  const half = await readFile(inTarget("film.bin"));

  const elsewhere = await restore(everything({ target: join(workplace.dir, "elsewhere") }));
  const small = await restore(everything({ paths: [at("folder"), at("a.txt")] }));

  expect([elsewhere.outcome, small.outcome]).toEqual(["success", "success"]);
  expect((await readFile(inTarget("film.bin"))).equals(half)).toBe(true);
  expect(await records()).toHaveLength(1);
}, 60_000);

test("the next attempt that does not get far says that the folder is still incomplete", async () => {
  const taskId = randomUUID();
  await restore(everything(), { taskId, stoppedBy: "shutdown" });

  const second = await restore({ ...everything(), snapshotId: "f".repeat(64) }, { taskId });

  expect(second).toMatchObject({ outcome: "failure", summary: { isIncomplete: true } });
  expect(second.failure?.message).toContain(`What is in ${target} is not complete`);
}, 60_000);

test.for(["always", "if-changed"] as const)(
  "of a file of several names that is overwritten all comes back, not only what differs (%s)",
  async (overwrite) => {
    await mkdir(inTarget(), { recursive: true });
    await writeFile(join(workplace.dir, "second name"), changedAtItsEnd());
    await link(join(workplace.dir, "second name"), inTarget("film.bin"));

    const end = await restore(everything({ overwrite, verify: false }));

    expect(end).toMatchObject({ outcome: "success" });
    await expectWhole();
    expect((await readFile(join(workplace.dir, "second name"))).equals(changedAtItsEnd())).toBe(true);
  },
);

test("what a link to a folder leads to stays, also a file of several names", async () => {
  const elsewhere = join(workplace.dir, "elsewhere");
  await mkdir(elsewhere);
  await mkdir(target);
  await writeFile(join(elsewhere, "film.bin"), "precious");
  await link(join(elsewhere, "film.bin"), join(elsewhere, "second name"));
  await symlink(elsewhere, inTarget());

  const end = await restore(everything({ overwrite: "always" }));

  expect(end).toMatchObject({ outcome: "success" });
  expect(await readFile(join(elsewhere, "film.bin"), "utf8")).toBe("precious");
});

function changedAtItsEnd(): Buffer {
  const changed = Buffer.from(content);
  changed.fill("x", changed.length - 10);
  return changed;
}

test("so it does of one that was half written", async () => {
  await restore(everything(), { stoppedBy: "cancelled" });
  await link(inTarget("film.bin"), join(workplace.dir, "second name"));

  const second = await restore(everything());

  expect(second).toMatchObject({ outcome: "success", summary: { contentVerified: true } });
  await expectWhole();
  expect(existsSync(join(workplace.dir, "second name"))).toBe(true);
}, 60_000);
