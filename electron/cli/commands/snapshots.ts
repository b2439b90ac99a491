import { everyPage } from "#contract/every-page";
import { listRepositories } from "#contract/repositories";
import type { Snapshot } from "#contract/snapshots";
import { moment } from "../../core/moment.ts";
import { type ExitCode, exitCodes } from "../../core/refusal.ts";
import type { Context } from "../context.ts";
import { pick } from "../pick.ts";
import { snapshotsOf } from "../snapshots-of.ts";
import { table } from "../table.ts";
import { size } from "../words.ts";

/** What can be restored, newest first, from one repository or from all. */
export async function snapshots({ client, output }: Context, wanted: string | undefined): Promise<ExitCode> {
  const { call } = client();
  const all = await everyPage((cursor) => call(listRepositories, { query: { limit: 200, ...cursor } }));
  const repositories = wanted === undefined ? all : [pick(all, wanted, "repository")];
  const items = await snapshotsOf(call, repositories);
  output.give({ items }, () =>
    items.length === 0
      ? "There are no snapshots yet."
      : tableOf(items, new Map(all.map(({ id, name }) => [id, name]))),
  );
  return exitCodes.ok;
}

function tableOf(items: Snapshot[], names: Map<string, string>): string {
  return table(
    ["SNAPSHOT", "MADE", "MACHINE", "POLICY", "REPOSITORY", "FILES", "SIZE", "PATHS"],
    items.map((one) => [
      one.id.slice(0, 8),
      moment(one.time),
      one.hostname,
      one.policyName ?? "-",
      names.get(one.repositoryId) ?? "-",
      one.filesProcessed?.toLocaleString("en") ?? "-",
      size(one.bytesProcessed),
      one.paths.join(", "),
    ]),
  );
}
