import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { isSea } from "node:sea";
import { fileURLToPath } from "node:url";
import manifest from "../../package.json" with { type: "json" };

/** Everything lies beside the single executable; in a clone, where it is built or fetched to. */
const beside = isSea() ? dirname(process.execPath) : undefined;
const clone = fileURLToPath(new URL("../..", import.meta.url));

const OS_NAMES: Partial<Record<NodeJS.Platform, string>> = { win32: "windows" };

export const appVersion = manifest.version;

/** What starts this program again: the program, and in a clone the file that it runs. */
export function ownProgram(): [string, ...string[]] {
  return beside === undefined
    ? [process.execPath, join(clone, "electron", "cli", "bin.mjs")]
    : [process.execPath];
}

/** The built UI; undefined in a clone where it was not built yet. */
export function builtUi(): string | undefined {
  const folder = beside === undefined ? join(clone, "out", "renderer") : join(beside, "ui");
  return existsSync(join(folder, "index.html")) ? folder : undefined;
}

/** Where restic lies that was brought along. */
export function ownRestic(): string {
  const file = process.platform === "win32" ? "restic.exe" : "restic";
  if (beside !== undefined) return join(beside, file);
  const system = `${OS_NAMES[process.platform] ?? process.platform}-${process.arch}`;
  return join(clone, "resources", "restic", system, file);
}
