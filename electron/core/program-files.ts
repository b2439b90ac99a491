import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import manifest from "../../package.json" with { type: "json" };

export const programDir = fileURLToPath(new URL("../..", import.meta.url));

export const appVersion = manifest.version;

/** The built UI; undefined in a clone where it was not built yet. */
export function builtUi(): string | undefined {
  const folder = join(programDir, "out", "renderer");
  return existsSync(join(folder, "index.html")) ? folder : undefined;
}
