import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { tokenOf } from "#contract/source-path";
import { exitCodes, Refusal } from "../core/refusal.ts";
import { expandHome } from "./location.ts";

/** The folders as a policy wants them: in full, without doubles, and there. `{documents}` and the like stay as they are. */
export function sourceFolders(folders: string[], { home, cwd }: { home: string; cwd: string }): string[] {
  const full = folders.map((folder) =>
    tokenOf(folder) === undefined ? resolve(cwd, expandHome(folder, home)) : folder,
  );
  const missing = full.filter((folder) => tokenOf(folder) === undefined && !existsSync(folder));
  if (missing.length > 0) {
    throw new Refusal(
      `There is no ${missing.join(" and no ")}, so nothing was set up. Check the spelling; quote names with blanks.`,
      exitCodes.usage,
    );
  }
  return [...new Set(full)];
}
