import { homedir } from "node:os";
import { resolve } from "node:path";
import type * as z from "zod";
import { createRestore } from "#contract/snapshots";
import type { overwriteMode } from "#contract/task";
import { type ExitCode, exitCodes, Refusal } from "../../core/refusal.ts";
import type { Context } from "../context.ts";
import { describeEnd, exitCodeOf } from "../describe-run.ts";
import { findSnapshot } from "../find-snapshot.ts";
import { followTask } from "../follow-task.ts";
import { localAgentId } from "../local-agent.ts";
import { expandHome } from "../location.ts";
import { pathInSnapshot } from "../path-in-snapshot.ts";

export type RestoreOptions = {
  to?: string;
  inPlace?: boolean;
  overwrite: z.infer<typeof overwriteMode>;
  repository?: string;
  dryRun?: boolean;
};

/** Brings files of a snapshot back, into a folder or to where they came from. */
export async function restore(context: Context, wanted: string, paths: string[], options: RestoreOptions) {
  const place = placeFor(options);
  const { output } = context;
  const client = context.client();
  const agentId = await localAgentId(client);
  const { snapshotId, repositoryId } = await findSnapshot(client, wanted, options.repository);
  const task = await client.call(createRestore, {
    body: {
      repositoryId,
      snapshotId,
      agentId,
      paths: paths.map((path) => pathInSnapshot(path, process.cwd())),
      ...place,
      overwrite: options.overwrite,
      dryRun: options.dryRun === true,
    },
  });
  const ended = await followTask({ client, output }, task.id);
  const exitCode: ExitCode = exitCodeOf(ended);
  output.give(ended, () => describeEnd(ended));
  if (exitCode === exitCodes.ok || exitCode === exitCodes.warning) {
    output.say(
      options.dryRun === true ? "This was a trial (--dry-run): nothing was written." : whereTo(place),
    );
  }
  return exitCode;
}

type Place = { target: string } | { inPlace: true };

function placeFor({ to, inPlace }: RestoreOptions): Place {
  if (to !== undefined && inPlace !== true) return { target: resolve(expandHome(to, homedir())) };
  if (to === undefined && inPlace === true) return { inPlace: true };
  throw new Refusal(
    "Say where the files go: --to FOLDER for a folder of your choice, or --in-place for where they came from.",
    exitCodes.usage,
  );
}

const whereTo = (place: Place) =>
  "target" in place ? `The files are in ${place.target}` : "The files are back where they came from.";
