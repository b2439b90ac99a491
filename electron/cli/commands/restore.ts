import { homedir } from "node:os";
import { resolve } from "node:path";
import type * as z from "zod";
import { listAgents } from "#contract/agents";
import { everyPage } from "#contract/every-page";
import { planRestore } from "#contract/restore-plan";
import { createRestore, type Snapshot } from "#contract/snapshots";
import type { overwriteMode } from "#contract/task";
import { moment } from "../../core/moment.ts";
import { type ExitCode, exitCodes, Refusal } from "../../core/refusal.ts";
import type { Context } from "../context.ts";
import type { CoreClient } from "../core-client.ts";
import { describeEnd, exitCodeOf } from "../describe-run.ts";
import { findSnapshot } from "../find-snapshot.ts";
import { followTask } from "../follow-task.ts";
import { linksAmong } from "../links-among.ts";
import { localAgentId } from "../local-agent.ts";
import { expandHome } from "../location.ts";
import { pastLink } from "../past-link.ts";
import { pathInSnapshot } from "../path-in-snapshot.ts";
import { pick } from "../pick.ts";
import { printable } from "../printable.ts";
import { assertSafe, describePlan } from "../restore-plan.ts";

export type RestoreOptions = {
  to?: string;
  inPlace?: boolean;
  overwrite: z.infer<typeof overwriteMode>;
  repository?: string;
  machine?: string;
  verify?: boolean;
  yes?: boolean;
  dryRun?: boolean;
};

/** Says what a restore would do, then brings files of a snapshot back, into a folder or to where they came from. */
export async function restore(context: Context, wanted: string, paths: string[], options: RestoreOptions) {
  const place = placeFor(options);
  const { output } = context;
  const client = context.client();
  const agentId =
    options.machine === undefined ? await localAgentId(client) : await machineCalled(client, options.machine);
  const asked = paths.map((path) => pathInSnapshot(path, process.cwd()));
  const { snapshotId, repositoryId, snapshot } = await findSnapshot(
    client,
    wanted,
    options.repository,
    asked,
    agentId,
  );
  const body = {
    ...{ repositoryId, snapshotId, agentId, ...place, overwrite: options.overwrite },
    paths: asked.map((path) => pastLink(path, snapshot?.paths ?? [])),
    verify: options.verify === true,
  };
  if (snapshot !== undefined) {
    output.note(snapshotInWords(snapshot));
    for (const path of await linksAmong(client.call, snapshot, body.paths))
      output.note(
        `${printable(path)} is a link in this snapshot: what it led to lies under its own path. Name that one too.`,
      );
  }
  output.step("Looking what would happen …");
  const plan = await client.call(planRestore, { body });
  if (options.dryRun === true) {
    output.give(plan, () => `${describePlan(plan)}\nThis was a look ahead (--dry-run): nothing was written.`);
    return exitCodes.ok;
  }
  output.note(describePlan(plan));
  assertSafe(plan, options.overwrite, options.yes === true);
  const task = await client.call(createRestore, { body });
  const ended = await followTask({ client, output }, task.id);
  const exitCode: ExitCode = exitCodeOf(ended);
  output.give(ended, () => describeEnd(ended));
  if (exitCode === exitCodes.ok || exitCode === exitCodes.warning) output.say(whereTo(place));
  return exitCode;
}

/** With several policies the newest snapshot is one of them only. */
function snapshotInWords({ id, time, policyName, hostname, paths }: Snapshot): string {
  const [short, folders] = [id.slice(0, 8), paths.map(printable).join(", ")];
  return policyName === null
    ? `From snapshot ${short}: ${hostname}, ${moment(time)}, with ${folders}.`
    : `From snapshot ${short}: ${policyName} of ${hostname}, ${moment(time)}, with ${folders}.`;
}

async function machineCalled({ call }: CoreClient, wanted: string): Promise<string> {
  const agents = await everyPage((cursor) =>
    call(listAgents, { query: { status: "active", limit: 200, ...cursor } }),
  );
  const named = agents.map(({ id, hostname }) => ({ id, name: hostname }));
  return pick(named, wanted, "machine").id;
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
