import type { RunCommand } from "./open-restic.ts";
import type { ResticEnd } from "./run-restic.ts";

/** Removes the locks that restic itself takes for left over. It always ends well: only a new listing shows what became of them. */
export async function unlock(run: RunCommand): Promise<ResticEnd> {
  return await run({ args: ["unlock"] });
}
