import { appVersion } from "../core/program-files.ts";
import { connectTo } from "./core-client.ts";
import { findCore } from "./find-core.ts";
import { createOutput } from "./output.ts";
import { createProgram } from "./program.ts";
import { reportError } from "./report-error.ts";

/** The program `holdfast`. Sets the exit code; only the core and its signals end the process themselves. */
export async function main(argv: string[]): Promise<void> {
  const wantsJson = argv.includes("--json");
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
