import { chmod, mkdir, rename, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { expect, test } from "vitest";
import { backupArguments } from "../restic/backup.ts";
import { createStopSwitch } from "../stop-signal.ts";
import { backupOffer, backupSpecOf } from "../testing/offers.ts";
import { accessTo } from "../testing/restic-session.ts";
import { silentRunLog } from "../testing/silent-log.ts";
import { eachTestOnAStage, type Stage } from "../testing/stage.ts";
import { runBackup } from "./backup.ts";
import { findRoots } from "./source-roots.ts";
import { lostMeanwhile } from "./still-there.ts";

let stage: Stage;
eachTestOnAStage((one) => {
  stage = one;
});

test("a second backup of unchanged files names a snapshot and no new files", async () => {
  await stage.backup([stage.source]);

  const end = await stage.backup([stage.source]);

  expect(end).toMatchObject({ outcome: "success", summary: { filesNew: 0, filesUnmodified: 1 } });
  expect(end.snapshotId).toMatch(/^[0-9a-f]{64}$/);
});

test("a backup into no repository is a failure that says so", async () => {
  expect(await stage.backup([stage.source], {}, accessTo(join(stage.dir, "nothing")))).toMatchObject({
    outcome: "failure",
    failure: { code: "repository-missing", message: expect.stringContaining("no restic repository") },
  });
});

test("the first backup of a machine makes the repository where there is none, and says which it is", async () => {
  const fresh = accessTo(join(stage.dir, "fresh"));

  const end = await stage.backup([stage.source], { firstContact: true }, fresh);

  expect(end).toMatchObject({ outcome: "success", snapshotId: expect.stringMatching(/^[0-9a-f]{64}$/) });
  expect(end.repositoryResticId).toMatch(/^[0-9a-f]{64}$/);
});

test("a folder that is not there fails before restic starts, unless it is optional", async () => {
  const missing = join(stage.dir, "unplugged");

  const failed = await stage.backup([stage.source, missing]);
  const tolerated = await stage.backup([stage.source, missing], { optionalPaths: [missing] });
  const nothingLeft = await stage.backup([missing], { optionalPaths: [missing] });

  expect(failed).toMatchObject({ outcome: "failure", failure: { code: "source-missing" } });
  expect(failed.failure?.message).toContain(missing);
  expect(tolerated).toMatchObject({ outcome: "success", paths: [stage.source] });
  expect(nothingLeft.failure?.code).toBe("source-missing");
});

const isRoot = process.getuid?.() === 0;
test.skipIf(isRoot)("an unreadable file is a warning that names it (root may read everything)", async () => {
  await writeFile(join(stage.source, "b.txt"), "beta");
  await chmod(join(stage.source, "b.txt"), 0o000);

  const end = await stage.backup([stage.source]);

  expect(end).toMatchObject({
    outcome: "warning",
    exitCode: 3,
    items: [{ path: join(stage.source, "b.txt") }],
  });
});

test("a backup that is stopped while its drive keeps it waiting ends at once, and what it waited for is not heard any more", async () => {
  const stop = createStopSwitch();
  const found = Promise.withResolvers<Awaited<ReturnType<typeof findRoots>>>();
  const said: string[] = [];
  const log = { ...silentRunLog, info: (text: string) => void said.push(text) };
  const find = () => {
    stop.stop("cancelled");
    return found.promise;
  };

  const end = await stage.perform(
    (context) => runBackup({ places: [], neverRead: [], find }, { ...context, log, stop }),
    backupOffer(stage.repository, [stage.source]),
  );
  const present = [{ path: stage.source, real: stage.source, isLink: false }];
  found.resolve({ present, missing: [], silent: [], passedOver: ["/elsewhere"] });
  await setImmediate();

  expect(end).toMatchObject({ outcome: "cancelled", failure: { code: "cancelled" } });
  expect(said).toEqual([]);
});

test("a backup that is stopped while its drive is looked at for the last time counts where the drive answers at once", async () => {
  const { snapshotId } = await stage.backup([stage.source]);
  const stop = createStopSwitch();
  const lookBy = (answers: () => Promise<boolean>) =>
    stage.perform(
      async (context) =>
        (await lostMeanwhile({ ...context, stop }, ended, snapshotId, answers)) ?? nothingLost,
      backupOffer(stage.repository, [stage.source]),
    );
  const ended = { exitCode: 0, signal: null, stopped: undefined, words: [] };
  const nothingLost = { outcome: "success" as const };

  const stopped = await lookBy(() => {
    stop.stop("cancelled");
    return new Promise(() => undefined);
  });
  const answered = await lookBy(async () => true);

  expect(stopped).toMatchObject({ outcome: "cancelled", failure: { code: "cancelled" } });
  expect(answered).toEqual(nothingLost);
});

test("excludes leave out what they say", async () => {
  await writeFile(join(stage.source, "b.tmp"), "x");

  expect((await stage.backup([stage.source], { exclude: ["*.tmp"] })).summary?.filesProcessed).toBe(1);
});

test("what the machine never reads is left out, whatever the policy says", async () => {
  const secret = join(stage.source, "[secret]");
  await mkdir(secret);
  await writeFile(join(secret, "b.txt"), "beta");

  const end = await stage.backup([stage.source], { exclude: ["!b.txt", "![[]secret]"] }, stage.repository, [
    secret,
  ]);
  const refused = await stage.backup([secret], {}, stage.repository, [secret]);

  expect(end).toMatchObject({ outcome: "success", summary: { filesProcessed: 1 } });
  expect(refused).toMatchObject({ failure: { code: "not-allowed-here" } });
});

test.skipIf(process.platform === "win32")(
  "a folder that is a link is saved with what it leads to, and a link to a drive that is out is no folder (Windows wants rights for links)",
  async () => {
    const [documents, unplugged] = [join(stage.dir, "Documents"), join(stage.dir, "unplugged")];
    await writeFile(join(stage.source, "b.tmp"), "x");
    await symlink(stage.source, documents);
    await symlink(join(stage.dir, "drive"), unplugged);

    const end = await stage.backup([`${documents}/`], { exclude: [join(documents, "b.tmp")] });
    const missing = await stage.backup([documents, unplugged]);

    expect(end).toMatchObject({ outcome: "success", paths: [documents, stage.source] });
    const saved = await stage.restic("ls", "latest");
    expect(saved).toEqual(expect.arrayContaining([documents, join(stage.source, "a.txt")]));
    expect(saved).not.toContain(join(stage.source, "b.tmp"));
    expect(missing).toMatchObject({ failure: { code: "source-missing" } });
    expect(missing.failure?.message).toContain(unplugged);
  },
);

test.skipIf(process.platform === "win32")(
  "what a link leads to is not lost to an exclusion of another folder, which else keeps its order (Windows wants rights for links)",
  async () => {
    const [inner, link] = [join(stage.source, "disk", "docs"), join(stage.dir, "Documents")];
    await mkdir(inner, { recursive: true });
    for (const name of ["old", "kept"]) await writeFile(join(inner, name), name);
    await symlink(inner, link);

    const without = await stage.backup([stage.source, link], {
      exclude: ["*.x", join(stage.source, "disk")],
    });
    const exclude = [join(link, "*"), `!${join(inner, "kept")}`];
    const ordered = await stage.backup([link], { exclude });

    expect(without).toMatchObject({ outcome: "failure", failure: { code: "source-missing" } });
    expect(without.failure?.message).toContain(`(line 2) leaves nothing of ${inner}`);
    expect(ordered.outcome).toBe("success");
    const saved = await stage.restic("ls", "latest");
    expect(saved).toContain(join(inner, "kept"));
    expect(saved).not.toContain(join(inner, "old"));
  },
);

test.skipIf(process.platform !== "linux")(
  "a folder brings no other file system along where it may not leave its own (/proc of Linux)",
  async () => {
    const link = join(stage.dir, "link");
    await symlink("/proc", link);
    const roots = async (oneFileSystem: boolean) => {
      const excludeOptions = { caches: true, ifPresent: [], cloudFiles: false, oneFileSystem };
      const { present } = await findRoots([() => "/"], backupSpecOf(["/", link], { excludeOptions }));
      return present.map(({ path }) => path);
    };

    expect(await roots(false)).toEqual(["/", link]);
    expect(await roots(true)).toEqual(["/", link, "/proc"]);
  },
);

test("a repository is left out of the folders that it lies in, with restic's own files, and no folder of it is saved", async () => {
  const inside = { ...stage.repository, location: join(stage.dir, "[disk]") };
  await rename(stage.repository.location, inside.location);

  const end = await stage.backup([stage.dir], { exclude: ["![[]disk]"] }, inside);
  const ofItself = await stage.backup([join(inside.location, "data")], {}, inside);

  expect(end).toMatchObject({ outcome: "success", summary: { filesProcessed: 1 } });
  expect(ofItself).toMatchObject({ failure: { code: "source-missing" } });
  expect(ofItself.failure?.message).toContain("lies in the repository");
});

test("options of the policy reach restic, and those that this machine cannot fulfil do not", () => {
  const spec = backupSpecOf(["/x"], {
    packSizeMiB: 64,
    useFsSnapshot: true,
    readConcurrency: 4,
    compression: "max",
    excludeOptions: {
      caches: true,
      ifPresent: [".nobackup"],
      largerThanBytes: 9,
      cloudFiles: true,
      oneFileSystem: true,
    },
  });

  const files = { rootsFile: "/roots", excludes: [] };
  const able = backupArguments(spec, files, { cloudFiles: true, fsSnapshot: true });
  const unable = backupArguments(spec, files);

  expect(able).toEqual(
    expect.arrayContaining([
      ...[
        "--pack-size=64",
        "--use-fs-snapshot",
        "--read-concurrency=4",
        "--compression=max",
        "--exclude-caches",
      ],
      ...[
        "--exclude-if-present=.nobackup",
        "--exclude-larger-than=9",
        "--exclude-cloud-files",
        "--one-file-system",
      ],
    ]),
  );
  expect(able.filter((word) => !unable.includes(word))).toEqual([
    "--exclude-cloud-files",
    "--use-fs-snapshot",
  ]);
});
