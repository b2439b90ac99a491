import type { Command } from "commander";
import type { ExitCode } from "../core/refusal.ts";
import type { Context } from "./context.ts";

/** What a group of commands needs to add itself to the program. */
export type Registry = {
  program: Command;
  context: (command: Command) => Context;
  end: (exitCode: ExitCode) => void;
};
