import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

const isOnPath = (program: string) =>
  (process.env["PATH"] ?? "").split(delimiter).some((folder) => existsSync(join(folder, program)));

/** Why something of a Linux machine that needs root and these programs is left out here; undefined where it can be tried. */
export function reasonToSkip(...programs: string[]): string | undefined {
  if (process.platform !== "linux") return "it is tried on Linux";
  if (process.getuid?.() !== 0) return "it needs root";
  const missing = programs.filter((program) => !isOnPath(program));
  return missing.length === 0 ? undefined : `apt-get install ${missing.join(" ")}`;
}
