import { randomBytes, randomUUID } from "node:crypto";
import { rmSync, writeFileSync } from "node:fs";
import {
  mkdir,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  symlink,
  truncate,
  utimes,
  writeFile,
} from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { RestoreSpec } from "#contract/task";
import { type Attempt, attemptRestore } from "../testing/attempt-restore.ts";
import { restoreSpecOf } from "../testing/offers.ts";
import { makeWorkplace, type Workplace } from "../testing/restic-session.ts";
import { silentRunLog } from "../testing/silent-log.ts";
import { makeStage, makeTemplate, type Stage } from "../testing/stage.ts";
import { createRestoreRecords } from "./unfinished-restores.ts";

const SIGN = "Not complete, restore goes on here.txt";
const LONG_AGO = new Date("2001-02-03T04:05:06Z");
let template: Awaited<ReturnType<typeof makeTemplate>>;
let stage: Stage;
let workplace: Workplace;
let snapshotId: string;
let content: Buffer;
let target: string;

/** In the snapshot: a large file, a small one, and a file in a folder. */
beforeAll(async () => {
  template = await makeTemplate();
  stage = await makeStage(template);
  content = randomBytes(20 * 1024 ** 2);
  await writeFile(at("film.bin"), content);
  await utimes(at("film.bin"), LONG_AGO, LONG_AGO);
  await mkdir(at("folder"));
  await writeFile(at("folder/b.txt"), "beta");
  await utimes(at("folder/b.txt"), LONG_AGO, LONG_AGO);
  snapshotId = await backUp();
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

async function backUp(): Promise<string> {
  return (await stage.backup([stage.source], { packSizeMiB: 4 })).snapshotId ?? "";
}

const everything = (more: Partial<RestoreSpec> = {}) =>
  restoreSpecOf(snapshotId, { target, paths: [stage.source], verify: true, ...more });
const inTarget = (...names: string[]) => join(target, "source", ...names);
const restore = (spec: RestoreSpec, attempt?: Attempt) =>
  attemptRestore({ workplace, repository: stage.repository }, spec, attempt);
const restoreRecords = () =>
  createRestoreRecords(
    workplace.folders.restoresDir,
    () => new Date(),
    () => {},
  );
const records = async () => await readdir(workplace.folders.restoresDir).catch(() => []);

async function expectWhole(folder = inTarget()): Promise<void> {
  expect((await readFile(join(folder, "film.bin"))).equals(content)).toBe(true);
  expect(await readFile(join(folder, "folder/b.txt"), "utf8")).toBe("beta");
  expect(await readdir(target)).not.toContain(SIGN);
  expect(await records()).toEqual([]);
}

test("what another snapshot has not brought back stays half written, and is completed later", async () => {
  await restore(everything(), { stoppedBy: "cancelled" });
  const other = await restore({ ...everything(), snapshotId: await snapshotWithout("film.bin") });
  const marked = await readdir(target);
  const second = await restore(everything());

  expect([other.outcome, second.outcome]).toEqual(["success", "success"]);
  expect(marked).toContain(SIGN);
  await expectWhole();
}, 60_000);

async function snapshotWithout(name: string): Promise<string> {
  const aside = join(workplace.dir, name);
  await rename(at(name), aside);
  const made = await backUp();
  await rename(aside, at(name));
  return made;
}

test("a restore of another snapshot that ends first takes nothing from the record of one that is at work", async () => {
  const restores = restoreRecords();
  const begun = {
    paths: [],
    target,
    isOwnFolder: false,
    isTargetMade: true,
    made: [target],
    overwritten: [],
  };
  const [slow, quick] = [randomUUID(), randomUUID()];
  await restores.begin({ ...begun, taskId: slow, snapshotId: "5".repeat(64) }, []);
  await restores.begin({ ...begun, taskId: quick, snapshotId: "6".repeat(64) }, []);

  const whole = await restores.finish({ taskId: quick, snapshotId: "6".repeat(64) }, [target]);
  await restores.breakOff(slow);

  expect(whole).toEqual([]);
  expect(await restores.all()).toMatchObject([{ taskId: slow, done: [], times: [{}] }]);
});

test("a folder of which only a part is whole keeps its sign", async () => {
  const spec = everything({ paths: [at("film.bin"), at("folder")] });
  await restore(spec, { stoppedBy: "cancelled" });
  await restore({ ...spec, paths: [at("folder"), at("a.txt")] });
  const marked = await readdir(target);
  await restore(spec);

  expect(marked).toContain(SIGN);
  await expectWhole(target);
}, 60_000);

test("a file that came back in between, went, and is half written anew is completed", async () => {
  await restore(everything(), { stoppedBy: "cancelled" });
  await restore(everything({ paths: [at("film.bin")], target: inTarget() }));
  await rm(inTarget("film.bin"));
  await restore(everything(), { stoppedBy: "cancelled" });
  const isHalf = !(await readFile(inTarget("film.bin"))).equals(content);

  const last = await restore(everything());

  expect(isHalf).toBe(true);
  expect(last.outcome).toBe("success");
  await expectWhole();
}, 60_000);

test.skipIf(process.platform === "win32")(
  "the sign can be read by everybody, and is not written through a link that somebody has put in its place",
  async () => {
    const victim = join(workplace.dir, "victim");
    await writeFile(victim, "root's own");
    await restore(everything(), { stoppedBy: "cancelled" });
    const { mode } = await stat(join(target, SIGN));
    await rm(join(target, SIGN));
    await symlink(victim, join(target, SIGN));

    const second = await restore(everything());

    expect(mode & 0o777).toBe(0o644);
    expect(second.outcome).toBe("success");
    expect(await readFile(victim, "utf8")).toBe("root's own");
    await expectWhole();
  },
  60_000,
);

test("what somebody has saved while the restore was at work stays, and the run says so", async () => {
  await restore(everything(), { stoppedBy: "cancelled" });
  const [{ times: [{ fromMs = 0, toMs = 0 } = {}] = [] } = {}] = await restoreRecords().all();
  const meanwhile = new Date((fromMs + toMs) / 2);
  await mkdir(inTarget("folder"), { recursive: true });
  await writeFile(inTarget("folder/b.txt"), "two hours of a person's work");
  await utimes(inTarget("folder/b.txt"), meanwhile, meanwhile);

  const second = await restore(everything());

  expect(second).toMatchObject({ outcome: "warning", items: [{ path: inTarget("folder/b.txt") }] });
  expect(await readFile(inTarget("folder/b.txt"), "utf8")).toBe("two hours of a person's work");
  expect((await readFile(inTarget("film.bin"))).equals(content)).toBe(true);
}, 60_000);

test("a file that a full disk has kept from its full size is completed", async () => {
  await restore(everything(), { stoppedBy: "cancelled" });
  const [{ taskId = "" } = {}] = await restoreRecords().all();
  await truncate(inTarget("film.bin"), 1024);
  await restoreRecords().breakOff(taskId);

  const second = await restore(everything());

  expect(second.outcome).toBe("success");
  await expectWhole();
}, 60_000);

test.for([
  ["is damaged", (file: string) => truncate(file, 100), 2],
  ["is gone", (file: string) => rm(file), 1],
] as const)(
  "where the record of a marked folder %s the run does not end as if all were whole",
  { timeout: 60_000 },
  async ([, spoil, count]) => {
    await restore(everything(), { stoppedBy: "cancelled" });
    const [name = ""] = await records();
    await spoil(join(workplace.folders.restoresDir, name));

    const second = await restore(everything());

    expect(second).toMatchObject({ outcome: "warning", itemCount: count });
    expect(second.items?.[0]).toMatchObject({
      path: join(target, SIGN),
      message: expect.stringContaining("restore into a new folder"),
    });
  },
);

test("a record that cannot be read holds no restore up", async () => {
  await mkdir(join(workplace.folders.restoresDir, "x.json"), { recursive: true });
  const said: string[] = [];

  const end = await restore(everything(), {
    log: { ...silentRunLog, warn: (text: string) => void said.push(text) },
  });

  expect(end.outcome).toBe("success");
  expect(said).toEqual([expect.stringContaining("x.json of an earlier restore cannot be read")]);
});

test("without a record nothing is written, and why is told", async () => {
  await writeFile(workplace.folders.restoresDir, "no folder");

  const end = await restore(everything());

  expect(end).toMatchObject({ outcome: "failure", failure: { code: "internal" } });
  expect(end.failure?.message).toContain("so nothing was restored");
  await expect(readdir(target)).rejects.toThrow("ENOENT");
});

test("a record that cannot be brought up to date takes nothing from the report", async () => {
  const said: string[] = [];
  const onStop = () => {
    rmSync(workplace.folders.restoresDir, { recursive: true, force: true });
    writeFileSync(workplace.folders.restoresDir, "no folder");
  };

  const end = await restore(everything(), {
    stoppedBy: "cancelled",
    onStop,
    log: { ...silentRunLog, warn: (text: string) => void said.push(text) },
  });

  expect(end).toMatchObject({ outcome: "cancelled", summary: { restoredTo: target } });
  expect(said).toContainEqual(expect.stringContaining("records of earlier restores cannot be read"));
});
