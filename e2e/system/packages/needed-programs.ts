import { packagesOf } from "../../../build/checks/package-programs.ts";
import { findOnPath } from "../../../build/steps/find-on-path.ts";

/** Why something of a Linux machine that needs root and these programs is left out here; undefined where it can be tried. */
export function reasonToSkip(...programs: string[]): string | undefined {
  if (process.platform !== "linux") return "it is tried on Linux";
  if (process.getuid?.() !== 0) return "it needs root";
  const missing = programs.filter((program) => findOnPath(program).length === 0);
  return missing.length === 0 ? undefined : `apt-get install ${packagesOf(missing).join(" ")}`;
}
