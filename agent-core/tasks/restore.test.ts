import { execFileSync } from "node:child_process";
import {
  chmod,
  link,
  lstat,
  mkdir,
  readdir,
  readFile,
  rename,
  rm,
  symlink,
  utimes,
  writeFile,
} from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { KeptAside } from "../journal/journal.ts";
import { offerOf, restoreSpecOf } from "../testing/offers.ts";
import { eachTestOnAStage, type Stage } from "../testing/stage.ts";
import { runRestore } from "./restore.ts";

let stage: Stage;
eachTestOnAStage((one) => {
  stage = one;
});

test.skipIf(process.platform === "win32")(
  "names of every kind come back byte for byte (Unix names)",
  async () => {
    const names = ["-rf", "new\nline", "a b", "we[ird]*?", "$HOME", "back\\slash", "ünï"].map((name) =>
      Buffer.from(name),
    );
    names.push(Buffer.from([0x62, 0xff, 0xfe]));
    const folder = Buffer.from(`${join(stage.source, "-odd [names]*")}/`);
    await mkdir(folder);
    for (const name of names) await writeFile(Buffer.concat([folder, name]), name);
    await symlink("a b", join(folder.toString(), "link"));
    const saved = await stage.backup([join(stage.source, "-odd [names]*"), join(stage.source, "a.txt")], {
      exclude: ["$HOME/x"],
    });
    const target = join(stage.dir, "target");

    const paths = [join(stage.source, "-odd [names]*"), join(stage.source, "a.txt")];
    const end = await stage.restore(restoreSpecOf(saved.snapshotId ?? "", { target, paths }));

    expect(end).toMatchObject({ outcome: "success", summary: { restoredTo: target } });
    for (const name of names) {
      const path = Buffer.concat([Buffer.from(`${target}/-odd [names]*/`), name]);
      expect(await readFile(path)).toEqual(name);
    }
  },
);

test("a restore without a target makes a new folder below home, each time another", async () => {
  const { snapshotId = "" } = await stage.backup([stage.source]);
  const spec = restoreSpecOf(snapshotId, { paths: [join(stage.source, "a.txt")] });

  const first = await stage.restore(spec);
  const second = await stage.restore(spec);

  const name = join(stage.dir, `Restored ${snapshotId.slice(0, 8)} 2026-11-24`);
  expect(first.summary?.restoredTo).toBe(name);
  expect(second.summary?.restoredTo).toBe(`${name} (2)`);
  expect(await readFile(join(name, "a.txt"), "utf8")).toBe("alpha");
});

test.skipIf(process.platform === "win32")(
  "a restore in place brings one lost file back and touches no other (not on Windows)",
  async () => {
    await mkdir(join(stage.source, "deep/er"), { recursive: true });
    await writeFile(join(stage.source, "deep/er/b.txt"), "beta");
    const { snapshotId = "" } = await stage.backup([stage.source]);
    await rm(join(stage.source, "deep"), { recursive: true });
    await writeFile(join(stage.source, "a.txt"), "changed since");

    const paths = [join(stage.source, "deep/er/b.txt"), join(stage.source, "a.txt")];
    const end = await stage.restore(restoreSpecOf(snapshotId, { inPlace: true, paths }));

    expect(end).toMatchObject({ outcome: "success", summary: { filesSkipped: 1 } });
    expect(await readFile(join(stage.source, "deep/er/b.txt"), "utf8")).toBe("beta");
    expect(await readFile(join(stage.source, "a.txt"), "utf8")).toBe("changed since");
  },
);

test("what a restore overwrites is kept aside, also a file in the place of a folder, and nothing else", async () => {
  const [changed, same, folder] = ["a.txt", "same.txt", "folder"].map((name) => join(stage.source, name));
  await writeFile(same ?? "", "same");
  await mkdir(folder ?? "");
  await writeFile(join(folder ?? "", "b.txt"), "beta");
  const { snapshotId = "" } = await stage.backup([stage.source]);
  await rm(folder ?? "", { recursive: true });
  await writeFile(folder ?? "", "a note in its place");
  await writeFile(changed ?? "", "written since");
  await utimes(changed ?? "", 1_000_000_000, 1_000_000_000);

  const paths = [stage.source];
  const target = stage.dir;
  const spec = restoreSpecOf(snapshotId, { paths, target, overwrite: "always" });
  const told: object[] = [];
  const onKept = async ({ keptIn: folder = "", ...amount }: KeptAside) => {
    const isSigned = (await readdir(folder)).some((name) => name.startsWith("Not complete"));
    told.push({ ...amount, isSigned, there: await readFile(changed ?? "", "utf8") });
  };
  const end = await stage.perform(
    (context) => runRestore({ ...context, onKept }),
    offerOf({ kind: "restore", repository: stage.repository, spec }),
  );

  expect(told).toEqual([
    { isSigned: true, there: "written since" },
    { filesKept: 2, bytesKept: 32, isSigned: false, there: "written since" },
  ]);
  const keptIn = join(stage.dir, `Overwritten ${snapshotId.slice(0, 8)} 2026-11-24`);
  expect(end).toMatchObject({ outcome: "success", summary: { keptIn, filesKept: 2, bytesKept: 32 } });
  expect(await readFile(changed ?? "", "utf8")).toBe("alpha");
  expect(await readFile(join(keptIn, "source", "a.txt"), "utf8")).toBe("written since");
  expect((await lstat(join(keptIn, "source", "a.txt"))).mtimeMs).toBe(1_000_000_000_000);
  expect(await readFile(join(keptIn, "source", "folder"), "utf8")).toBe("a note in its place");
  expect(await readdir(join(keptIn, "source"))).toHaveLength(2);
  const again = await stage.restore(spec);
  expect(again.summary?.keptIn).toBeUndefined();
});

test.skipIf(process.platform === "win32")(
  "also kept is a file in the place of a link or a second name; what a link leads to is not touched (Unix links)",
  async () => {
    const at = (...names: string[]) => join(stage.source, ...names);
    await link(at("a.txt"), at("second.txt"));
    await symlink("a.txt", at("link"));
    await mkdir(at("folder"));
    await writeFile(at("folder/b.txt"), "beta");
    const { snapshotId = "" } = await stage.backup([stage.source]);
    const elsewhere = join(stage.dir, "elsewhere");
    await rename(at("folder"), elsewhere);
    await writeFile(join(elsewhere, "b.txt"), "outside");
    await symlink(elsewhere, at("folder"));
    for (const name of ["second.txt", "link"]) {
      await rm(at(name));
      await writeFile(at(name), `new ${name}`);
    }
    await chmod(at("second.txt"), 0o440);
    const spec = restoreSpecOf(snapshotId, { paths: [stage.source], target: stage.dir, overwrite: "always" });

    const { summary } = await stage.restore(spec);

    const kept = join(summary?.keptIn ?? "", "source");
    expect((await readdir(kept)).sort()).toEqual(["folder", "link", "second.txt"]);
    expect(await readFile(join(kept, "second.txt"), "utf8")).toBe("new second.txt");
    expect((await lstat(join(kept, "second.txt"))).mode & 0o777).toBe(0o440);
    expect(await readFile(join(kept, "link"), "utf8")).toBe("new link");
    expect(await readFile(join(elsewhere, "b.txt"), "utf8")).toBe("outside");
    expect((await stage.restore(spec)).summary?.keptIn).toBeUndefined();
  },
);

test("a restore goes on where there is no home to keep anything in, and ends with a warning", async () => {
  const { snapshotId = "" } = await stage.backup([stage.source]);
  await writeFile(join(stage.source, "a.txt"), "written since");
  const spec = restoreSpecOf(snapshotId, {
    paths: [stage.source],
    target: stage.dir,
    overwrite: "always",
    verify: true,
  });

  const end = await stage.restore(spec, { home: join(stage.dir, "nowhere") });

  expect(end).toMatchObject({ outcome: "warning", summary: { contentVerified: true } });
  expect(end.summary?.notKept).toEqual([
    expect.stringMatching(/^What is overwritten is not kept: ENOENT.*nowhere/),
  ]);
  expect(end.summary?.keptIn).toBeUndefined();
});

test.skipIf(process.platform === "win32" || process.getuid?.() === 0)(
  "of files that may be overwritten but not read the run says how many have no copy (not on Windows, not as root)",
  async () => {
    const { snapshotId = "" } = await stage.backup([stage.source]);
    await writeFile(join(stage.source, "a.txt"), "written since");
    await chmod(join(stage.source, "a.txt"), 0o200);
    const spec = restoreSpecOf(snapshotId, { paths: [stage.source], target: stage.dir, overwrite: "always" });

    const end = await stage.restore(spec);

    expect(end).toMatchObject({ outcome: "warning" });
    expect(end.summary?.notKept).toEqual([
      expect.stringMatching(/^Of what is overwritten, 1 file or folder could not/),
    ]);
  },
);

test("a dry run writes nothing and claims no folder", async () => {
  const { snapshotId = "" } = await stage.backup([stage.source]);

  const end = await stage.restore(
    restoreSpecOf(snapshotId, { target: join(stage.dir, "target"), dryRun: true }),
  );

  expect(end.outcome).toBe("success");
  expect(end.summary?.restoredTo).toBeUndefined();
  await expect(readFile(join(stage.dir, "target"))).rejects.toThrow("ENOENT");
});

test("a restore to where a file is, or beyond one, says so before anything is begun", async () => {
  const { snapshotId = "" } = await stage.backup([stage.source]);
  const file = join(stage.source, "a.txt");

  for (const target of [file, join(file, "deeper")]) {
    const end = await stage.restore(restoreSpecOf(snapshotId, { target, overwrite: "always" }));
    expect(end).toMatchObject({ outcome: "failure", failure: { code: "not-allowed-here" } });
    expect(end.failure?.message).toContain(`There is a file at ${target}`);
  }
});

test("a restore of a path that the snapshot does not hold is no success", async () => {
  const { snapshotId = "" } = await stage.backup([stage.source]);

  const end = await stage.restore(restoreSpecOf(snapshotId, { paths: ["/nowhere"] }));

  expect(end).toMatchObject({ outcome: "failure", failure: { code: "source-missing" } });
});

async function restoreOverDocs(overwrite: "never" | "if-newer", paths: readonly string[]) {
  await mkdir(join(stage.source, "docs"));
  await writeFile(join(stage.source, "docs/x.txt"), "x");
  const { snapshotId = "" } = await stage.backup([stage.source]);
  const target = join(stage.dir, "target");
  const wanted = paths.map((path) => join(stage.source, path));
  return stage.restore(restoreSpecOf(snapshotId, { target, overwrite, paths: wanted }));
}

test.for([
  ["if-newer", ["docs", "a.txt"]],
  ["never", ["docs/x.txt", "a.txt"]],
] as const)(
  "a file where the snapshot has a folder is not lost by a restore that overwrites %s, of %s",
  async ([overwrite, paths]) => {
    const target = join(stage.dir, "target");
    await mkdir(target);
    await writeFile(join(target, "docs"), "precious");

    const end = await restoreOverDocs(overwrite, paths);

    expect(end).toMatchObject({ outcome: "failure", failure: { code: "not-allowed-here" } });
    expect(end.failure?.message).toContain(join(target, "docs"));
    expect(await readFile(join(target, "docs"), "utf8")).toBe("precious");
  },
);

test("a link to a folder elsewhere is not replaced by a folder unless that was asked for", async () => {
  const target = join(stage.dir, "target");
  await mkdir(target);
  await mkdir(join(stage.dir, "larger disk"));
  await symlink(join(stage.dir, "larger disk"), join(target, "docs"), "junction");

  expect(await restoreOverDocs("never", ["docs", "a.txt"])).toMatchObject({ outcome: "failure" });
  expect((await lstat(join(target, "docs"))).isSymbolicLink()).toBe(true);
});

test.for(["never", "if-newer", "if-changed", "always"] as const)(
  "what is there already is no failure: links, names of one file, empty folders, pipes (%s)",
  async (overwrite) => {
    const spec = { ...(await everyKindIn("kinds")), overwrite };

    const first = await stage.restore(spec);
    const second = await stage.restore(spec);
    const tried = await stage.restore({ ...spec, dryRun: true });
    await rm(join(stage.dir, "target/kinds/link"));
    await rm(join(stage.dir, "target/kinds/name"));
    const third = await stage.restore({ ...spec, verify: true });

    expect([first, second, tried, third]).toEqual(
      Array.from({ length: 4 }, () => expect.objectContaining({ outcome: "success" })),
    );
    expect((await lstat(join(stage.dir, "target/kinds/link"))).isSymbolicLink()).toBe(true);
    expect(await readFile(join(stage.dir, "target/kinds/name"), "utf8")).toBe("of two names");
  },
);

async function everyKindIn(folder: string) {
  const at = (name: string) => join(stage.source, folder, name);
  await mkdir(at("empty folder"), { recursive: true });
  await writeFile(at("empty"), "");
  await writeFile(at("name"), "of two names");
  await link(at("name"), at("other name"));
  await symlink("name", at("link"));
  if (process.platform !== "win32") execFileSync("mkfifo", [at("pipe")]);
  const { snapshotId = "" } = await stage.backup([stage.source]);
  return restoreSpecOf(snapshotId, {
    target: join(stage.dir, "target"),
    paths: [join(stage.source, folder)],
  });
}
