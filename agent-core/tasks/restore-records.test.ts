import { randomUUID } from "node:crypto";
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
import { expect, test } from "vitest";
import { LONG_AGO, restoreStage } from "../testing/restore-stage.ts";
import { silentRunLog } from "../testing/silent-log.ts";
import { createRestoreRecords } from "./unfinished-restores.ts";

const SIGN = "Not complete, restore goes on here.txt";
const site = restoreStage(async (at) => {
  await utimes(at("folder/b.txt"), LONG_AGO, LONG_AGO);
});
const { at, backUp, everything, inTarget, restore, records } = site;
const restoreRecords = () =>
  createRestoreRecords(
    site.workplace.folders.restoresDir,
    () => new Date(),
    () => {},
  );

async function expectWhole(folder = inTarget()): Promise<void> {
  await site.expectFilesIn(folder);
  expect(await readdir(site.target)).not.toContain(SIGN);
  expect(await records()).toEqual([]);
}

test("what another snapshot has not brought back stays half written, and is completed later", async () => {
  await restore(everything(), { stoppedBy: "cancelled" });
  const other = await restore({ ...everything(), snapshotId: await snapshotWithout("film.bin") });
  const marked = await readdir(site.target);
  const second = await restore(everything());

  expect([other.outcome, second.outcome]).toEqual(["success", "success"]);
  expect(marked).toContain(SIGN);
  await expectWhole();
}, 60_000);

async function snapshotWithout(name: string): Promise<string> {
  const aside = join(site.workplace.dir, name);
  await rename(at(name), aside);
  const made = await backUp();
  await rename(aside, at(name));
  return made;
}

test("a restore of another snapshot that ends first takes nothing from the record of one that is at work", async () => {
  const restores = restoreRecords();
  const begun = {
    paths: [],
    target: site.target,
    isOwnFolder: false,
    isTargetMade: true,
    made: [site.target],
    overwritten: [],
  };
  const [slow, quick] = [randomUUID(), randomUUID()];
  await restores.begin({ ...begun, taskId: slow, snapshotId: "5".repeat(64) }, []);
  await restores.begin({ ...begun, taskId: quick, snapshotId: "6".repeat(64) }, []);

  const whole = await restores.finish({ taskId: quick, snapshotId: "6".repeat(64) }, [site.target]);
  await restores.breakOff(slow);

  expect(whole).toEqual([]);
  expect(await restores.all()).toMatchObject([{ taskId: slow, done: [], times: [{}] }]);
});

test("a folder of which only a part is whole keeps its sign", async () => {
  const spec = everything({ paths: [at("film.bin"), at("folder")] });
  await restore(spec, { stoppedBy: "cancelled" });
  await restore({ ...spec, paths: [at("folder"), at("a.txt")] });
  const marked = await readdir(site.target);
  await restore(spec);

  expect(marked).toContain(SIGN);
  await expectWhole(site.target);
}, 60_000);

test("a file that came back in between, went, and is half written anew is completed", async () => {
  await restore(everything(), { stoppedBy: "cancelled" });
  await restore(everything({ paths: [at("film.bin")], target: inTarget() }));
  await rm(inTarget("film.bin"));
  await restore(everything(), { stoppedBy: "cancelled" });
  const isHalf = !(await readFile(inTarget("film.bin"))).equals(site.content);

  const last = await restore(everything());

  expect(isHalf).toBe(true);
  expect(last.outcome).toBe("success");
  await expectWhole();
}, 60_000);

test.skipIf(process.platform === "win32")(
  "the sign can be read by everybody, and is not written through a link that somebody has put in its place",
  async () => {
    const victim = join(site.workplace.dir, "victim");
    await writeFile(victim, "root's own");
    await restore(everything(), { stoppedBy: "cancelled" });
    const { mode } = await stat(join(site.target, SIGN));
    await rm(join(site.target, SIGN));
    await symlink(victim, join(site.target, SIGN));

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
  expect((await readFile(inTarget("film.bin"))).equals(site.content)).toBe(true);
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
    await spoil(join(site.workplace.folders.restoresDir, name));

    const second = await restore(everything());

    expect(second).toMatchObject({ outcome: "warning", itemCount: count });
    expect(second.items?.[0]).toMatchObject({
      path: join(site.target, SIGN),
      message: expect.stringContaining("restore into a new folder"),
    });
  },
);

test("a record that cannot be read holds no restore up", async () => {
  await mkdir(join(site.workplace.folders.restoresDir, "x.json"), { recursive: true });
  const said: string[] = [];

  const end = await restore(everything(), {
    log: { ...silentRunLog, warn: (text: string) => void said.push(text) },
  });

  expect(end.outcome).toBe("success");
  expect(said).toEqual([expect.stringContaining("x.json of an earlier restore cannot be read")]);
});

test("without a record nothing is written, and why is told", async () => {
  await writeFile(site.workplace.folders.restoresDir, "no folder");

  const end = await restore(everything());

  expect(end).toMatchObject({ outcome: "failure", failure: { code: "internal" } });
  expect(end.failure?.message).toContain("so nothing was restored");
  await expect(readdir(site.target)).rejects.toThrow("ENOENT");
});

test("a record that cannot be brought up to date takes nothing from the report", async () => {
  const said: string[] = [];
  const onStop = () => {
    rmSync(site.workplace.folders.restoresDir, { recursive: true, force: true });
    writeFileSync(site.workplace.folders.restoresDir, "no folder");
  };

  const end = await restore(everything(), {
    stoppedBy: "cancelled",
    onStop,
    log: { ...silentRunLog, warn: (text: string) => void said.push(text) },
  });

  expect(end).toMatchObject({ outcome: "cancelled", summary: { restoredTo: site.target } });
  expect(said).toContainEqual(expect.stringContaining("records of earlier restores cannot be read"));
});
