import type { Command } from "commander";
import { checkKitFile, openKitFile, printKit, saveKitFile } from "./commands/kit.ts";
import { type RecoverOptions, recover } from "./commands/recover.ts";
import type { Registry } from "./registry.ts";

type CodeOption = { codeFile?: string };

/** The commands for the day when this computer is gone. */
export function addRecovering({ program, context, end }: Registry): void {
  const kit = program
    .command("kit")
    .description("recovery kits: what opens the backups without this computer");

  kit
    .command("print")
    .description("save the kit of one repository as text, to be printed")
    .argument("[repository]", "its name or id (default: the only one)")
    .option("--to <file>", "where to save it")
    .action(async (repository: string | undefined, { to }: { to?: string }, command: Command) =>
      end(await printKit(context(command), repository, to)),
    );

  kit
    .command("save")
    .description("save one encrypted kit for everything, and show the code that opens it")
    .argument("[file]", "where to save it")
    .action(async (file: string | undefined, _options, command: Command) =>
      end(await saveKitFile(context(command), file)),
    );

  kit
    .command("check")
    .description("open every repository with what stands in an encrypted kit")
    .argument("<file>", "the kit")
    .option("--code-file <file>", "read the recovery code from a file (default: stdin)")
    .action(async (file: string, { codeFile }: CodeOption, command: Command) =>
      end(await checkKitFile(context(command), file, codeFile)),
    );

  kit
    .command("open")
    .description("show what stands in an encrypted kit; needs no running Holdfast")
    .argument("<file>", "the kit")
    .option("--code-file <file>", "read the recovery code from a file (default: stdin)")
    .action(async (file: string, { codeFile }: CodeOption, command: Command) =>
      end(await openKitFile(context(command), file, codeFile)),
    );

  program
    .command("recover")
    .description("set Holdfast up again from an encrypted kit, in an empty data folder")
    .argument("<kit>", "the kit")
    .option("--code-file <file>", "read the recovery code from a file (default: stdin)")
    .option("--state <file>", "what “holdfast move” saved beside the kit: the history comes too")
    .action(async (file: string, options: RecoverOptions, command: Command) =>
      end(await recover(context(command), file, options)),
    );
}
