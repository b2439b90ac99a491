import { execFileSync, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { environment, resticProgram } from "./large-snapshot.ts";
import { cpuOfChildren } from "./measure.ts";

const FILES_A_FOLDER = 500;
const BYTES = 1_024;

/** So many files of a kilobyte, none like another. */
export function makeSmallFiles(folder: string, count: number): string {
  const source = join(folder, `${count} small files`);
  for (let made = 0; made < count; made += FILES_A_FOLDER) {
    const path = join(source, `year ${made / FILES_A_FOLDER}`);
    mkdirSync(path, { recursive: true });
    for (let index = 0; index < FILES_A_FOLDER; index += 1)
      writeFileSync(join(path, `letter ${index}.txt`), randomBytes(BYTES));
  }
  return source;
}

/** An empty repository. Each side works on copies of it, for the key that restic derives costs otherwise in each. */
export function makeEmptyRepository(folder: string): string {
  const repository = join(folder, "empty");
  execFileSync(resticProgram(), ["init", "--quiet"], { env: environment(folder, repository) });
  return repository;
}

/** Puts the empty repository there, and takes away what a cache knows of the one before. */
export function startAfresh(empty: string, repository: string, cacheDir: string): void {
  for (const path of [repository, cacheDir]) rmSync(path, { recursive: true, force: true });
  cpSync(empty, repository, { recursive: true });
  mkdirSync(cacheDir, { recursive: true, mode: 0o700 });
}

/** CPU in microseconds that restic takes for a backup when nobody stands over it. */
export async function backUpAlone(folder: string, repository: string, source: string): Promise<number> {
  const before = cpuOfChildren("self");
  const child = spawn(resticProgram(), ["backup", source], {
    env: environment(folder, repository),
    stdio: ["ignore", "ignore", "inherit"],
  });
  const [code] = await once(child, "exit");
  if (code !== 0) throw new Error(`restic backup ended with ${code}.`);
  return cpuOfChildren("self") - before;
}
