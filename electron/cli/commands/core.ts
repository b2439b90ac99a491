import { readConfig } from "../../core/config.ts";
import { type ExitCode, exitCodes, Refusal } from "../../core/refusal.ts";
import { keepGarbageSmall, keepNewSpaceSmall } from "../../core/small-memory.ts";

type CoreFlags = { json?: unknown; [name: string]: unknown };

/** Starts the core and returns while it goes on running; a code only where it could not start. */
export async function core(flags: CoreFlags): Promise<ExitCode | undefined> {
  try {
    keepNewSpaceSmall();
    const config = readConfig(flags);
    // Only now: the clients of a core need neither of its halves.
    const { runCore } = await import("../../core/run-core.ts");
    await runCore(config);
    keepGarbageSmall();
    return undefined;
  } catch (error) {
    if (flags.json !== true) throw error;
    process.stderr.write(`${fatalRecord(error)}\n`);
    return error instanceof Refusal ? error.exitCode : exitCodes.failed;
  }
}

/** Like any other line of the log, so that the shell finds in it why there is no core. */
function fatalRecord(error: unknown): string {
  const msg = error instanceof Error ? error.message : String(error);
  return JSON.stringify({ level: 60, time: Date.now(), msg });
}
