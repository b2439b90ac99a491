import { join } from "node:path";
import { programDir } from "./program-files.ts";

const OS_NAMES: Partial<Record<NodeJS.Platform, string>> = {
  linux: "linux",
  darwin: "darwin",
  win32: "windows",
};

/** Where restic may be, best first. One that was named is the only one: another would hide the mistake. */
export function resticCandidates(named: string | undefined): string[] {
  if (named !== undefined) return [named];
  const file = process.platform === "win32" ? "restic.exe" : "restic";
  const system = `${OS_NAMES[process.platform] ?? process.platform}-${process.arch}`;
  return [join(programDir, "resources", "restic", system, file), "restic"];
}
