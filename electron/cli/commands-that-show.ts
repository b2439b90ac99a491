import type { Command } from "commander";
import { diagnose } from "./commands/diagnose.ts";
import { open } from "./commands/open.ts";
import { runs } from "./commands/runs.ts";
import { snapshots } from "./commands/snapshots.ts";
import { status } from "./commands/status.ts";
import { wholeNumber } from "./numbers.ts";
import type { Registry } from "./registry.ts";

/** The commands that only look. */
export function addShowing({ program, context, end }: Registry): void {
  program
    .command("status")
    .description("am I protected?")
    .action(async (_options, command: Command) => end(await status(context(command))));

  program
    .command("runs")
    .description("what has run, newest first")
    .option("--limit <number>", "how many", wholeNumber(1, 200), 20)
    .option("--log <run>", "show the log of this run")
    .action(async (options, command: Command) => end(await runs(context(command), options)));

  program
    .command("snapshots")
    .description("what can be restored, newest first")
    .argument("[repository]", "its name or id (default: all)")
    .action(async (repository: string | undefined, _options, command: Command) =>
      end(await snapshots(context(command), repository)),
    );

  program
    .command("diagnose")
    .description("look for what is wrong on this computer")
    .action(async (_options, command: Command) => end(await diagnose(context(command))));

  program
    .command("open")
    .description("print a link into the interface that signs in once")
    .action(async (_options, command: Command) => end(await open(context(command))));
}
