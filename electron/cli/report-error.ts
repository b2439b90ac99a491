import { CommanderError } from "commander";
import { ProblemError } from "#contract/call";
import { type ExitCode, exitCodes, Refusal } from "../core/refusal.ts";
import { type Output, sayLinesAgain } from "./output.ts";

const FAULTS_OF_THE_CALLER = new Set(["invalid-field", "malformed-request", "name-taken"]);

/** Says what went wrong, in a sentence or as JSON, and with which code to end. */
export function reportError(
  error: unknown,
  output: Output,
  stderr: { write(text: string): unknown },
): ExitCode {
  // commander has said it already, or it was --help or --version.
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.ok : exitCodes.usage;
  const message = error instanceof Error ? error.message : String(error);
  const fields = error instanceof ProblemError ? (error.problem.errors ?? []) : [];
  const exitCode = exitCodeOf(error);
  if (output.json) {
    const code = error instanceof ProblemError ? error.problem.code : undefined;
    output.give({ error: { code, message, errors: fields, exitCode } }, () => message);
    return exitCode;
  }
  const lines = fields.map(({ path, message: fault }) => `${path}: ${fault}`);
  const said = [message, ...lines.filter((line) => !message.includes(line))].join("\n  ");
  stderr.write(`${sayLinesAgain(said)}\n`);
  return exitCode;
}

function exitCodeOf(error: unknown): ExitCode {
  if (error instanceof Refusal) return error.exitCode;
  if (error instanceof ProblemError && FAULTS_OF_THE_CALLER.has(error.problem.code)) return exitCodes.usage;
  return exitCodes.failed;
}
