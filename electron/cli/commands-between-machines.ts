import type { Command } from "commander";
import { invite } from "./commands/invite.ts";
import { join } from "./commands/join.ts";
import { wholeNumber } from "./numbers.ts";
import type { Registry } from "./registry.ts";

/** The commands that bring machines together. */
export function addBetweenMachines({ program, context, end }: Registry): void {
  program
    .command("invite")
    .description("make a code that lets a machine in")
    .option("--label <text>", "a note on what it is for")
    .option("--uses <number>", "how many machines", wholeNumber(1, 10_000), 1)
    .option("--minutes <number>", "how long it works", wholeNumber(1, 90 * 24 * 60), 15)
    .action(async (options, command: Command) => end(await invite(context(command), options)));

  program
    .command("join")
    .description("let another machine look after this one (not part of this version)")
    .argument("<code>", "the join code")
    .action((code: string) => join(code));
}
