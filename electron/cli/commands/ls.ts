import type { TreeEntry } from "#contract/browse";
import { everyPage } from "#contract/every-page";
import { readTree } from "#contract/snapshots";
import { moment } from "../../core/moment.ts";
import { type ExitCode, exitCodes } from "../../core/refusal.ts";
import type { Context } from "../context.ts";
import { findSnapshot } from "../find-snapshot.ts";
import { pastLink } from "../past-link.ts";
import { pathInSnapshot } from "../path-in-snapshot.ts";
import { printable } from "../printable.ts";
import { table } from "../table.ts";
import { size } from "../words.ts";

type Options = { repository?: string };

/** One folder of a snapshot. */
export async function ls(
  { client, output }: Context,
  wanted: string,
  path: string,
  options: Options,
): Promise<ExitCode> {
  const connected = client();
  const asked = pathInSnapshot(path, process.cwd());
  const { snapshotId, repositoryId, snapshot } = await findSnapshot(connected, wanted, options.repository, [
    asked,
  ]);
  const folder = pastLink(asked, snapshot?.paths ?? []);
  const items = await everyPage((cursor) =>
    connected.call(readTree, {
      params: { snapshotId },
      query: { repository: repositoryId, path: folder, limit: 5_000, ...cursor },
    }),
  );
  output.give({ snapshotId, path: folder, items }, () =>
    items.length === 0 ? `${printable(folder)} is empty.` : tableOf(items),
  );
  return exitCodes.ok;
}

function tableOf(items: TreeEntry[]): string {
  return table(
    ["SIZE", "CHANGED", "NAME"],
    items.map(({ name, type, sizeBytes, modifiedAt }) => [
      type === "file" ? size(sizeBytes) : "-",
      moment(modifiedAt ?? null),
      `${printable(name)}${type === "dir" ? "/" : ""}`,
    ]),
  );
}
