import { environmentOfProcess, readConfig } from "../../core/config.ts";
import { serviceDataDir, thisComputer } from "../../core/folders.ts";
import { keepWasmCode } from "../../core/keep-wasm-code.ts";
import { type ExitCode, exitCodes, Refusal } from "../../core/refusal.ts";
import { keepGarbageSmall, keepNewSpaceSmall } from "../../core/small-memory.ts";
import { hasCore } from "../find-core.ts";

type CoreFlags = { json?: unknown; [name: string]: unknown };

/** Starts the core and returns while it goes on running; a code only where it could not start. */
export async function core(flags: CoreFlags): Promise<ExitCode | undefined> {
  try {
    keepNewSpaceSmall();
    keepWasmCode();
    const config = readConfig(flags);
    if (!config.dataDirIsChosen) refuseBesideService(config.dataDir);
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

/** One core per computer: a second one would have policies of its own, and no share in those of the service. */
function refuseBesideService(dataDir: string): void {
  const ofService = serviceDataDir(thisComputer(environmentOfProcess()));
  if (dataDir === ofService || !hasCore(ofService)) return;
  throw new Refusal(
    "Holdfast runs already, as the service of this computer, so no second one was started. See how it is with: holdfast status. " +
      "Everything else works with sudo (on Windows: in a terminal of an administrator). To run another one all the same, give it a data folder with --data-dir.",
  );
}

/** Like any other line of the log, so that the shell finds in it why there is no core. */
function fatalRecord(error: unknown): string {
  const msg = error instanceof Error ? error.message : String(error);
  return JSON.stringify({ level: 60, time: Date.now(), msg });
}
