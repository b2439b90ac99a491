import type { Command } from "commander";
import { diagnose } from "./commands/diagnose.ts";
import { diff } from "./commands/diff.ts";
import { find } from "./commands/find.ts";
import { ls } from "./commands/ls.ts";
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
    .command("ls")
    .description("what is in a folder of a snapshot")
    .argument("<snapshot>", "the beginning of its id, or latest")
    .argument("[folder]", "which folder", "/")
    .option("--repository <name>", "where the snapshot is")
    .action(async (snapshot: string, folder: string, options, command: Command) =>
      end(await ls(context(command), snapshot, folder, options)),
    );

  program
    .command("find")
    .description("find a file by name in all backups")
    .argument("<name>", "a part of its name; with * or ? the whole name")
    .option("--repository <name>", "only in this one")
    .action(async (name: string, options, command: Command) =>
      end(await find(context(command), name, options)),
    );

  program
    .command("diff")
    .description("what changed between two snapshots")
    .argument("<from>", "the beginning of the id of the older one")
    .argument("<to>", "the beginning of the id of the newer one, or latest")
    .option("--path <folder>", "only in this folder and below")
    .option("--repository <name>", "where the snapshots are")
    .action(async (from: string, to: string, options, command: Command) =>
      end(await diff(context(command), from, to, options)),
    );

  program
    .command("diagnose")
    .description("look for what is wrong on this computer")
    .option("--zip <file>", "write report and logs into this file too, without secrets, to hand in")
    .action(async (options, command: Command) => end(await diagnose(context(command), options)));

  program
    .command("open")
    .description("print a link into the interface that signs in once")
    .action(async (_options, command: Command) => end(await open(context(command))));
}
