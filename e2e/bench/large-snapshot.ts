import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, mkdirSync, openSync } from "node:fs";
import { join } from "node:path";
import { findProgram } from "../../electron/cli/find-program.ts";
import { resticCandidates } from "../../electron/core/restic-candidates.ts";

export type LargeSnapshot = { repository: string; folders: string[]; snapshotId: string };
export const PASSWORD = "a password for the bench";

/** A snapshot of empty files in equal folders, made by restic alone. */
export function makeLargeSnapshot(folder: string, sizes: { folders: number; files: number }): LargeSnapshot {
  const source = join(folder, "large");
  const folders = Array.from({ length: sizes.folders }, (_, index) => join(source, `folder ${index}`));
  for (const path of folders) {
    mkdirSync(path, { recursive: true });
    for (let index = 0; index < sizes.files; index++)
      closeSync(openSync(join(path, `photo of the summer ${index}.jpg`), "w"));
  }
  const repository = join(folder, "repository");
  const run = (...args: string[]) =>
    execFileSync(resticProgram(), args, {
      env: environment(folder, repository),
      maxBuffer: 2 ** 28,
    }).toString();
  run("init", "--quiet");
  const told = run("backup", "--json", "--quiet", source).trim().split("\n");
  const { snapshot_id } = JSON.parse(told.at(-1) ?? "") as { snapshot_id: string };
  return { repository, folders, snapshotId: snapshot_id };
}

/** Milliseconds that restic alone takes for the folder, read to its end. */
export async function listAlone(folder: string, { repository, snapshotId }: LargeSnapshot, path: string) {
  const begun = performance.now();
  const child = spawn(resticProgram(), ["ls", "--json", "--no-lock", snapshotId, path], {
    env: environment(folder, repository),
    stdio: ["ignore", "pipe", "inherit"],
  });
  child.stdout.resume();
  const [code] = await once(child, "close");
  if (code !== 0) throw new Error(`restic ls ended with ${code}.`);
  return performance.now() - begun;
}

export function resticProgram(): string {
  const { HOLDFAST_RESTIC, PATH = "" } = process.env;
  const found = findProgram(resticCandidates(HOLDFAST_RESTIC), PATH);
  if (found === undefined) throw new Error("This row needs restic: name one with HOLDFAST_RESTIC.");
  return found;
}

export const environment = (folder: string, repository: string) => ({
  HOME: folder,
  RESTIC_REPOSITORY: repository,
  RESTIC_PASSWORD: PASSWORD,
  RESTIC_CACHE_DIR: join(folder, "cache"),
});
