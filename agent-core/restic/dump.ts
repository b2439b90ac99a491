import type { RunCommand } from "./open-restic.ts";
import type { ResticEnd } from "./run-restic.ts";

type Wanted = { snapshotId: string; path: string };

/** A folder as a tar, or a file as it is. */
export async function dump(
  run: RunCommand,
  { snapshotId, path }: Wanted,
  onOutput: (output: AsyncIterable<Uint8Array>) => Promise<void>,
): Promise<ResticEnd> {
  return await run({ args: ["dump", "--archive=tar", "--no-lock", snapshotId, path], onOutput });
}
