import { execFileSync } from "node:child_process";
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { resticCandidates } from "../core/restic-candidates.ts";
import { findProgram } from "./find-program.ts";
import { holdfast, newPlace, startTestCore } from "./testing/holdfast-process.ts";

const { HOLDFAST_RESTIC, PATH = "" } = process.env;
const restic = findProgram(resticCandidates(HOLDFAST_RESTIC), PATH);
const skipped = restic === undefined ? " (skipped: no restic; name one with HOLDFAST_RESTIC)" : "";

test.skipIf(restic === undefined)(
  `protect makes a first backup, status shows it, restore brings it back${skipped}`,
  { timeout: 180_000 },
  async () => {
    const place = newPlace({ HOLDFAST_RESTIC: restic });
    const source = join(place.folder, "Documents");
    const target = join(place.folder, "restored");
    mkdirSync(source);
    writeFileSync(join(source, "letter.txt"), "Dear Anna");
    await startTestCore(place, "--listen", "127.0.0.1:0");

    const protect = await holdfast(place, "protect", source, "--to", join(place.folder, "backup"));
    const status = await holdfast(place, "status", "--json");
    const snapshots = await holdfast(place, "snapshots", "--json");
    const [snapshot] = JSON.parse(snapshots.stdout).items;
    const pause = await holdfast(place, "pause", "--for", "2h", "--json");
    await holdfast(place, "pause");
    const paused = await holdfast(place, "status");
    const resume = await holdfast(place, "resume");
    const found = await holdfast(place, "find", "LETTER");
    const listed = await holdfast(place, "ls", "latest", source);
    const ahead = await holdfast(place, "restore", "latest", "--to", target, "--dry-run");
    const restore = await holdfast(place, "restore", snapshot.id.slice(0, 8), "--to", target, "--verify");
    expect(restore).toMatchObject({ code: 0, stderr: expect.stringContaining("overwrites 0") });
    utimesSync(join(target, source, "letter.txt"), 4_000_000_000, 4_000_000_000);
    const again = ["restore", "latest", "--to", target, "--overwrite", "always"];
    const careful = await holdfast(place, ...again);
    const same = await holdfast(place, "diff", snapshot.id, "latest");
    const away = join(place.folder, "unplugged");
    await holdfast(place, "protect", source, "--to", away, "--name", "Again", "--no-run");
    renameSync(away, join(place.folder, "elsewhere"));
    const partly = await holdfast(place, "find", "LETTER");
    const nothing = await holdfast(place, "find", "poem", "--json");

    expect(protect).toMatchObject({ code: 0, stderr: "" });
    expect(protect.stdout).toContain('Policy "Documents" protects');
    expect(JSON.parse(status.stdout)).toMatchObject({
      verdict: { state: "protected" },
      policies: [{ name: "Documents", lastGoodAt: expect.any(String), nextRunAt: expect.any(String) }],
    });
    expect(JSON.parse(pause.stdout)).toEqual({ pausedUntil: expect.any(String) });
    expect(paused.stdout).toMatch(/^Documents +\S.* {2}none while paused {2}/m);
    expect(resume).toMatchObject({ code: 0, stdout: expect.stringContaining("Backups go on. Next: ") });
    expect(found.stdout).toMatch(/^[0-9a-f]{8} .* 9 B .*letter\.txt$/m);
    expect(partly).toMatchObject({ code: 4, stdout: found.stdout });
    expect(partly.stderr).toMatch(/^unplugged could not be looked into: .+/m);
    expect(nothing.code).toBe(4);
    expect(JSON.parse(nothing.stdout)).toMatchObject({
      items: [],
      complete: false,
      notAsked: [{ repository: "unplugged", reason: expect.any(String) }],
    });
    expect(listed.stdout).toMatch(/9 B .* letter\.txt/);
    expect(ahead).toMatchObject({ code: 0, stdout: expect.stringContaining("overwrites 0; 9 B to write.") });
    expect(careful).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("1 file there is newer than in the snapshot and would be lost"),
    });
    expect(same).toMatchObject({ code: 0, stdout: "Nothing changed.\n" });
    expect(readFileSync(join(target, source, "letter.txt"), "utf8")).toBe("Dear Anna");
    const kit = readdirSync(place.folder).find((name) => name.startsWith("holdfast-recovery-")) ?? "";
    expect(statSync(join(place.folder, kit)).mode & 0o777).toBe(0o600);
  },
);

test.skipIf(restic === undefined)(
  `protect says what it does not need to know again; a backup whose folder is gone ends with 1, and what it was a link to is found${skipped}`,
  { timeout: 60_000 },
  async () => {
    const place = newPlace({ HOLDFAST_RESTIC: restic });
    const [source, disk] = [join(place.folder, "Photos"), join(place.folder, "disk")];
    mkdirSync(disk);
    symlinkSync(disk, source, "junction");
    writeFileSync(join(disk, "cat.jpg"), "a cat");
    await startTestCore(place, "--listen", "127.0.0.1:0");
    const protect = ["protect", source, "--to", join(place.folder, "backup"), "--no-run"];
    await holdfast(place, ...protect);
    const known = await holdfast(place, ...protect, "--password-file", join(place.folder, "nothing.txt"));

    const first = await holdfast(place, "backup", "photos", "--json");
    renameSync(disk, join(place.folder, "elsewhere"));
    const second = await holdfast(place, "backup");
    const behind = await holdfast(place, "ls", "latest", source);
    rmSync(source);
    const bare = await holdfast(place, "restore", "latest", source, "--to", place.folder, "--dry-run");

    expect(known).toMatchObject({ code: 0, stdout: expect.stringContaining("--password-file was not read") });
    expect(known.stdout).toContain("Nothing was backed up now.");
    expect(first.code).toBe(0);
    expect(second.code).toBe(1);
    expect(second.stdout).toContain("Photos: failed.");
    expect(behind.stdout).toContain("cat.jpg");
    expect(bare.stderr).toContain(`${source} is a link in this snapshot`);
  },
);

test.skipIf(restic === undefined)(
  `a repository that another password opens is refused, and leaves nothing behind${skipped}`,
  { timeout: 60_000 },
  async () => {
    const place = newPlace({ HOLDFAST_RESTIC: restic });
    const repository = join(place.folder, "backup");
    const source = join(place.folder, "Music");
    const passwordFile = join(place.folder, "password");
    mkdirSync(source);
    writeFileSync(join(source, "song.mp3"), "a song");
    execFileSync(restic ?? "", ["init", "--repo", repository], {
      env: { ...place.variables, RESTIC_PASSWORD: "right" },
    });
    await startTestCore(place, "--listen", "127.0.0.1:0");
    const protect = (password: string) => {
      writeFileSync(passwordFile, `${password}\n`);
      return holdfast(place, "protect", source, "--to", repository, "--password-file", passwordFile);
    };

    const wrong = await protect("wrong");
    const right = await protect("right");

    expect(wrong).toMatchObject({ code: 2, stdout: "" });
    expect(wrong.stderr).toContain("its password is another one");
    expect(right.code).toBe(0);
    expect(right.stdout).toContain('Repository "backup" added');
  },
);
