import { Argument, type Command } from "commander";
import { moveDatabase } from "./commands/move-database.ts";
import { service } from "./commands/service.ts";
import type { Registry } from "./registry.ts";

/** The commands that make Holdfast part of the computer. */
export function addSettingUp({ program, context, end }: Registry): void {
  program
    .command("service")
    .description("run Holdfast in the background, from the start of the computer on")
    .addArgument(
      new Argument("<install|uninstall|status>", "what to do").choices(["install", "uninstall", "status"]),
    )
    .option("--user", "for this account only; without it for the whole computer, as administrator")
    .option("--print", "show the definition and the steps, and change nothing")
    .action(async (what, options, command: Command) =>
      end(await service(context(command), { what, ...options })),
    );

  program
    .command("move-database")
    .description("move the database of this data folder to the PostgreSQL server of HOLDFAST_DATABASE_URL")
    .action(async (_options, command: Command) => end(await moveDatabase(context(command))));
}
