import type { Command } from "commander";
import { maintain } from "./commands/maintain.ts";
import type { Registry } from "./registry.ts";

/** The commands that keep repositories small and sound. */
export function addMaintaining({ program, context, end }: Registry): void {
  program
    .command("prune")
    .description("forget snapshots by what the policies keep, then delete data that nobody uses")
    .argument("[repository]", "its name or id (default: the only one)")
    .option("--confirm", "yes, remove much: more than 30 % of a machine's history, or after a fresh change")
    .action(async (repository: string | undefined, options: { confirm?: boolean }, command: Command) =>
      end(await maintain(context(command), { kind: "prune", repository, ...options })),
    );

  program
    .command("check")
    .description("look whether a repository is sound, and read a part of its data")
    .argument("[repository]", "its name or id (default: the only one)")
    .action(async (repository: string | undefined, _options, command: Command) =>
      end(await maintain(context(command), { kind: "check", repository })),
    );

  program
    .command("drill")
    .description("restore a few files for practice, compare them, and throw them away")
    .argument("[repository]", "its name or id (default: the only one)")
    .action(async (repository: string | undefined, _options, command: Command) =>
      end(await maintain(context(command), { kind: "drill", repository })),
    );

  program
    .command("unlock")
    .description("take away locks of this computer whose program has ended")
    .argument("[repository]", "its name or id (default: the only one)")
    .option("--confirm", "yes, also old locks of machines that Holdfast does not know")
    .action(async (repository: string | undefined, options: { confirm?: boolean }, command: Command) =>
      end(await maintain(context(command), { kind: "unlock", repository, ...options })),
    );
}
