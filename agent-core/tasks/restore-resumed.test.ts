import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { chmod, link, mkdir, readdir, readFile, stat, symlink, utimes, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { LONG_AGO, restoreStage } from "../testing/restore-stage.ts";

/** In the snapshot beside the others: a link, and a file whose name is no text. */
const site = restoreStage(async (at) => {
  await chmod(at("film.bin"), 0o640);
  await symlink("a.txt", at("link"));
  if (process.platform === "linux")
    await writeFile(Buffer.concat([Buffer.from(at("folder/")), Buffer.from([0x62, 0xff])]), "no text");
});
const { at, everything, inTarget, restore, records } = site;

async function expectWhole(folder = inTarget()): Promise<void> {
  await site.expectFilesIn(folder);
  expect(await stat(join(folder, "film.bin"))).toMatchObject({ mtimeMs: LONG_AGO.getTime() });
  expect((await stat(join(folder, "film.bin"))).mode & 0o777).toBe((await stat(at("film.bin"))).mode & 0o777);
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
    const isHalf = !(await readFile(inTarget("film.bin"))).equals(site.content);
    const second = await restore(everything({ overwrite }), { taskId });

    expect(isHalf).toBe(true);
    expect(first).toMatchObject({
      outcome: "interrupted",
      summary: { restoredTo: site.target, isIncomplete: true },
    });
    expect(first.failure?.message).toContain(`What is in ${site.target} is not complete`);
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

test("without a site.target the next attempt goes on in the folder of the first, which is marked until it is whole", async () => {
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
  const file = join(site.workplace.folders.restoresDir, name);
  await writeFile(file, (await readFile(file, "utf8")).replace(/,"toMs":[\d.]+/, ""));

  const second = await restore(everything());

  expect(second).toMatchObject({ outcome: "success" });
  await expectWhole();
}, 60_000);

test("a restore to another place, or of other files, is none of its business", async () => {
  await restore(everything(), { stoppedBy: "cancelled" });
  const half = await readFile(inTarget("film.bin"));

  const elsewhere = await restore(everything({ target: join(site.workplace.dir, "elsewhere") }));
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
  expect(second.failure?.message).toContain(`What is in ${site.target} is not complete`);
}, 60_000);

test.for(["always", "if-changed"] as const)(
  "of a file of several names that is overwritten all comes back, not only what differs (%s)",
  async (overwrite) => {
    await mkdir(inTarget(), { recursive: true });
    await writeFile(join(site.workplace.dir, "second name"), changedAtItsEnd());
    await link(join(site.workplace.dir, "second name"), inTarget("film.bin"));

    const end = await restore(everything({ overwrite, verify: false }));

    expect(end).toMatchObject({ outcome: "success" });
    await expectWhole();
    expect((await readFile(join(site.workplace.dir, "second name"))).equals(changedAtItsEnd())).toBe(true);
  },
);

test("what a link to a folder leads to stays, also a file of several names", async () => {
  const elsewhere = join(site.workplace.dir, "elsewhere");
  await mkdir(elsewhere);
  await mkdir(site.target);
  await writeFile(join(elsewhere, "film.bin"), "precious");
  await link(join(elsewhere, "film.bin"), join(elsewhere, "second name"));
  await symlink(elsewhere, inTarget());

  const end = await restore(everything({ overwrite: "always" }));

  expect(end).toMatchObject({ outcome: "success" });
  expect(await readFile(join(elsewhere, "film.bin"), "utf8")).toBe("precious");
});

function changedAtItsEnd(): Buffer {
  const changed = Buffer.from(site.content);
  changed.fill("x", changed.length - 10);
  return changed;
}

test("so it does of one that was half written", async () => {
  await restore(everything(), { stoppedBy: "cancelled" });
  await link(inTarget("film.bin"), join(site.workplace.dir, "second name"));

  const second = await restore(everything());

  expect(second).toMatchObject({ outcome: "success", summary: { contentVerified: true } });
  await expectWhole();
  expect(existsSync(join(site.workplace.dir, "second name"))).toBe(true);
}, 60_000);
