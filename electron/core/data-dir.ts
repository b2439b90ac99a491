import { accessSync, constants, mkdirSync } from "node:fs";
import { join } from "node:path";
import { exitCodes, Refusal } from "./refusal.ts";

/** Makes the data folder, for its owner only, or says why it cannot be used. */
export function prepareDataDir(dataDir: string): void {
  try {
    for (const folder of [dataDir, join(dataDir, "run"), join(dataDir, "logs")]) {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    }
  } catch (error) {
    throw new Refusal(
      `The data folder ${dataDir} cannot be written (${reason(error)}), so Holdfast cannot start. ` +
        "Make it writable for this user, or choose another one with --data-dir.",
      exitCodes.failed,
      error,
    );
  }
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
