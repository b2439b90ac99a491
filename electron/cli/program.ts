import { Command, Option } from "commander";
import { language } from "#contract/words/language";
import { sayAgain } from "#contract/words/say";
import { type CoreConfig, readConfig } from "../core/config.ts";
import type { ExitCode } from "../core/refusal.ts";
import { core } from "./commands/core.ts";
import { addBetweenMachines } from "./commands-between-machines.ts";
import { addMaintaining } from "./commands-that-maintain.ts";
import { addProtecting } from "./commands-that-protect.ts";
import { addRecovering } from "./commands-that-recover.ts";
import { addSettingUp } from "./commands-that-set-up.ts";
import { addShowing } from "./commands-that-show.ts";
import type { Context } from "./context.ts";
import { EXIT_HELP, FIRST_STEPS } from "./exit-help.ts";
import { sayLinesAgain } from "./output.ts";

type Deps = {
  version: string;
  contextOf: (config: CoreConfig) => Context;
  end: (exitCode: ExitCode) => void;
};

/** The commands with their options; what each does is in commands/. */
export function createProgram({ version, contextOf, end }: Deps): Command {
  const program = new Command("holdfast")
    .description("Backups on restic: protect folders, see how they are, bring files back.")
    .version(version)
    .option("--data-dir <dir>", "the data folder of the core")
    .option("--json", "one JSON value on stdout (core: log lines as JSON)")
    .addOption(
      new Option("--language <language>", "the language of what is said; else as the system prefers").choices(
        language.options,
      ),
    )
    .configureHelp({ showGlobalOptions: true, ...spokenHelp })
    .configureOutput({ writeOut: (text) => process.stdout.write(sayLinesAgain(text)) })
    .addHelpText("after", FIRST_STEPS + EXIT_HELP)
    .showHelpAfterError("(see what is possible with --help)")
    .exitOverride();

  const context = (command: Command) => contextOf(readConfig(given(command, ["dataDir", "json"])));

  program
    .command("core")
    .description("run Holdfast: scheduler, agent and interface, until it is stopped")
    .option(
      "--listen <address>",
      "127.0.0.1:8484 or another address of this computer; port 0 takes any free one",
    )
    .option("--lan <address>", "look after other machines: listen for them here, for example on 0.0.0.0:8485")
    .option("--no-agent", "run without this computer's own agent")
    .option("--log-level <level>", "debug, info, warn or error")
    .option("--key-from-stdin", "read the key from the first line of stdin")
    .option("--stop-with-stdin", "stop when stdin closes")
    .action(async (_options, command: Command) => {
      const { agent, ...flags } = given(command, CORE_FLAGS);
      const exitCode = await core(agent === false ? { ...flags, noAgent: true } : flags);
      if (exitCode !== undefined) end(exitCode);
    });

  const registry = { program, context, end };
  addProtecting(registry);
  addMaintaining(registry);
  addRecovering(registry);
  addShowing(registry);
  addBetweenMachines(registry);
  addSettingUp(registry);
  return program;
}

/** What stands beside an option is of commander; the description before it is ours. */
function sayDescription(text: string): string {
  const said = sayAgain(text);
  return said === text ? text.replace(/^.*?(?= \((?:choices|default): )/, sayAgain) : said;
}

const spokenHelp = {
  styleTitle: sayAgain,
  styleCommandDescription: sayDescription,
  styleSubcommandDescription: sayDescription,
  styleOptionDescription: sayDescription,
  styleArgumentDescription: sayDescription,
};

const CORE_FLAGS = ["dataDir", "json", "listen", "lan", "agent", "logLevel", "keyFromStdin", "stopWithStdin"];

/** Only what was written on the command line: a default of commander must not cover the environment. */
function given(command: Command, names: string[]): Record<string, unknown> {
  const values: Record<string, unknown> = command.optsWithGlobals();
  const written = names.filter((name) => command.getOptionValueSourceWithGlobals(name) === "cli");
  return Object.fromEntries(written.map((name) => [name, values[name]]));
}
