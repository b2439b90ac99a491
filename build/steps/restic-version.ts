import { isOlderVersion, MINIMUM_RESTIC } from "#contract/version";
import { runProgram } from "./run-program.ts";

/** What the program says it is; undefined where it is no restic or does not run here. */
export async function resticVersion(file: string): Promise<string | undefined> {
  const { code, output } = await runProgram(file, ["version"], { timeoutMs: 20_000 });
  return code === 0 ? versionIn(output) : undefined;
}

export function versionIn(output: string): string | undefined {
  return /^restic (\S+) compiled with/m.exec(output)?.[1];
}

export function isNewEnough(version: string, minimum: string = MINIMUM_RESTIC): boolean {
  return !isOlderVersion(version, minimum);
}
