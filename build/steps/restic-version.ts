import { MINIMUM_RESTIC } from "#contract/version";
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
  const [have, want] = [numbers(version), numbers(minimum)];
  const different = want.findIndex((part, at) => have[at] !== part);
  return different < 0 || (have[different] ?? 0) > (want[different] ?? 0);
}

function numbers(version: string): number[] {
  return version.split(".").map((part) => Number.parseInt(part, 10));
}
