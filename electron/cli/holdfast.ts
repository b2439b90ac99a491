import { constants } from "node:os";
import { type Language, language, tongueOf } from "#contract/words/language";
import { loadWords } from "#contract/words/load-words";
import { preferredLanguages } from "../core/config.ts";
import { appVersion } from "../core/program-files.ts";
import { errorCode } from "../core/refusal.ts";
import { connectTo } from "./core-client.ts";
import { findCore } from "./find-core.ts";
import { createOutput } from "./output.ts";
import { createProgram } from "./program.ts";
import { reportError } from "./report-error.ts";

/** The program `holdfast`. Sets the exit code; only the core and its signals end the process themselves. */
export async function main(argv: string[]): Promise<void> {
  if (!argv.includes("core")) process.stdout.on("error", endWhenNobodyReads);
  const wantsJson = argv.includes("--json");
  // The core speaks English: who reads what it says has the words of another language.
  if (!wantsJson && !argv.includes("core")) await loadWords(tongueOf(preferredLanguages(), chosenIn(argv)));
  const program = createProgram({
    version: appVersion,
    contextOf: (config) => ({
      config,
      output: createOutput(config.json, process.stdout, process.stderr),
      client: () => connectTo(findCore(config)),
    }),
    end(exitCode) {
      process.exitCode = exitCode;
    },
  });
  try {
    await program.parseAsync(argv, { from: "user" });
  } catch (error) {
    const output = createOutput(wantsJson, process.stdout, process.stderr);
    process.exitCode = reportError(error, output, process.stderr);
  }
}

/** `holdfast runs | head`: whoever reads has seen enough. Ended as the system ends other programs then. */
function endWhenNobodyReads(error: Error): void {
  if (errorCode(error) !== "EPIPE") throw error;
  process.exit(128 + constants.signals.SIGPIPE);
}

/** Before the options are read: their own help is said in it. */
function chosenIn(argv: string[]): Language | undefined {
  const at = argv.findIndex((word) => word === "--language" || word.startsWith("--language="));
  const given = argv[at]?.split("=")[1] ?? argv[at + 1];
  return at === -1 ? undefined : language.safeParse(given).data;
}
