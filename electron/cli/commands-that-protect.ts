import { type Command, Option } from "commander";
import { overwriteMode } from "#contract/task";
import { backup } from "./commands/backup.ts";
import { pause, resume } from "./commands/pause.ts";
import { protect } from "./commands/protect.ts";
import { restore } from "./commands/restore.ts";
import type { Registry } from "./registry.ts";

/** The commands that make backups and bring them back. */
export function addProtecting({ program, context, end }: Registry): void {
  program
    .command("protect")
    .description(
      "back folders up from now on: adds the repository and the policy, and makes the first backup",
    )
    .argument("<folder...>", "what to protect")
    .requiredOption(
      "--to <location>",
      "where to: /mnt/disk/backup, ~/backup, or what restic knows: rest:https://nas:8000/name/, s3:https://host/bucket, sftp:user@host:/folder",
    )
    .option("--credentials-file <file>", "NAME=value lines by restic's names (default: from the environment)")
    .option("--ssh-key <file>", "sftp: the private key to sign in with")
    .option("--host-key <file>", "sftp: the public key of the server")
    .option("--ca-certificate <file>", "the certificate of the authority that the server's is signed by")
    .option("--name <name>", "the name of the policy")
    .addOption(new Option("--every <period>", "15m, 1h, 1d (default: 1h)").conflicts("cron"))
    .option("--cron <expression>", "five fields: minute hour day month weekday")
    .option("--password-file <file>", "the password of the repository (default: a new one is made)")
    .option("--kit <file>", "where to save the recovery kit (default: in your home folder)")
    .option("--no-run", "set up only; make no backup now")
    .action(async (folders: string[], options, command: Command) =>
      end(await protect(context(command), folders, options)),
    );

  program
    .command("backup")
    .description("back up now")
    .argument("[policy]", "its name or id (default: all of this computer)")
    .option("--no-wait", "do not wait for the end")
    .action(async (policy: string | undefined, options, command: Command) =>
      end(await backup(context(command), policy, options)),
    );

  program
    .command("pause")
    .description("hold the scheduled backups of this computer back")
    .option("--until <time>", "2026-11-25T08:00 or 08:00 by the clock of this computer")
    .addOption(new Option("--for <period>", "30m, 2h, 1d").conflicts("until"))
    .action(async (options, command: Command) => end(await pause(context(command), options)));

  program
    .command("resume")
    .description("let the scheduled backups of this computer go on")
    .action(async (_options, command: Command) => end(await resume(context(command))));

  program
    .command("restore")
    .description("bring files back")
    .argument("<snapshot>", "the beginning of its id, or latest")
    .argument("[paths...]", "only these files and folders (default: all)")
    .option("--to <folder>", "into this folder")
    .option("--in-place", "back to where they came from")
    .addOption(
      new Option("--overwrite <mode>", "what happens to files that are there")
        .choices(overwriteMode.options)
        .default("never"),
    )
    .option("--repository <name>", "where the snapshot is")
    .option("--machine <name>", "onto this machine (default: this computer)")
    .option("--verify", "read every file again afterwards and compare it with the backup")
    .option("--yes", "yes, also overwrite files that are newer than in the snapshot")
    .option("--dry-run", "only say what would happen")
    .action(async (snapshot: string, paths: string[], options, command: Command) =>
      end(await restore(context(command), snapshot, paths, options)),
    );
}
