import { type Command, Option } from "commander";
import { exitCodes, Refusal } from "../core/refusal.ts";
import { consent } from "./commands/consent.ts";
import { invite } from "./commands/invite.ts";
import { inviteNearby } from "./commands/invite-nearby.ts";
import { join, leave } from "./commands/join.ts";
import { joinNearby } from "./commands/join-nearby.ts";
import { lan } from "./commands/lan.ts";
import { move } from "./commands/move.ts";
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
    .option(
      "--discover",
      "without a code: let machines on this network find this one, and compare six digits",
    )
    .action(async (options, command: Command) =>
      end(
        await (options.discover === true
          ? inviteNearby(context(command), options.minutes)
          : invite(context(command), options)),
      ),
    );

  program
    .command("join")
    .description("let another machine look after this one")
    .argument("[code]", "the join code that was made there")
    .option("--discover", "without a code: look for it on this network, and compare six digits")
    .action(async (code: string | undefined, options, command: Command) => {
      if ((code === undefined) === (options.discover !== true))
        throw new Refusal("Give a join code, or --discover to look on this network.", exitCodes.usage);
      const joining = code === undefined ? joinNearby(context(command)) : join(context(command), code);
      end(await joining);
    });

  program
    .command("leave")
    .description("let nobody else look after this machine any more")
    .action(async (_options, command: Command) => end(await leave(context(command))));

  program
    .command("consent")
    .description("who wants to restore files to this machine; allow or refuse it")
    .addOption(new Option("--allow <id>", "let that restore begin").conflicts("refuse"))
    .option("--refuse <id>", "let nothing be restored")
    .action(async (options, command: Command) => end(await consent(context(command), options)));

  program
    .command("move")
    .description("hand this orchestrator over to another computer; without an address: say how it stands")
    .argument("[address...]", "where the other computer will be reached: 192.168.1.9 or https://name:8485")
    .option("--to <folder>", "where to save kit and state", ".")
    .option("--yes", "yes, hand over without being asked")
    .option("--back", "go on here after all")
    .action(async (addresses: string[], options, command: Command) =>
      end(await move(context(command), addresses, options)),
    );

  program
    .command("lan")
    .description("let other machines reach this one, or no longer; without on or off: say how it stands")
    .argument("[switch]", "on or off")
    .option("--address <host:port>", "where to listen, 0.0.0.0:8485 unless it was chosen before")
    .action(async (wanted: string | undefined, options, command: Command) =>
      end(await lan(context(command), wanted, options)),
    );
}
