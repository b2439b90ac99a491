import type { DiffChange, DiffTotals } from "#contract/browse";
import { everyPage } from "#contract/every-page";
import { diffSnapshots } from "#contract/snapshots";
import { type ExitCode, exitCodes, Refusal } from "../../core/refusal.ts";
import type { Context } from "../context.ts";
import { findSnapshot } from "../find-snapshot.ts";
import { pathInSnapshot } from "../path-in-snapshot.ts";
import { printable } from "../printable.ts";
import { size } from "../words.ts";

type Options = { repository?: string; path?: string };

/** What changed from one snapshot to another. */
export async function diff(
  { client, output }: Context,
  from: string,
  to: string,
  { repository, path }: Options,
): Promise<ExitCode> {
  const connected = client();
  const a = await findSnapshot(connected, from, repository);
  const b = await findSnapshot(connected, to, repository);
  if (a.repositoryId !== b.repositoryId)
    throw new Refusal(
      "These snapshots are in different repositories, so they cannot be compared. Choose two of one repository; `holdfast snapshots` lists them.",
      exitCodes.usage,
    );
  const query = {
    ...{ repository: a.repositoryId, a: a.snapshotId, b: b.snapshotId, limit: 5_000 },
    ...(path !== undefined && { path: pathInSnapshot(path, process.cwd()) }),
  };
  let totals: DiffTotals | undefined;
  const items = await everyPage(async (cursor) => {
    const page = await connected.call(diffSnapshots, { query: { ...query, ...cursor } });
    totals = page.totals;
    return page;
  });
  output.give({ items, totals }, () => describe(items, totals));
  return exitCodes.ok;
}

const SIGNS: Record<DiffChange["change"], string> = {
  added: "+",
  removed: "-",
  modified: "~",
  "type-changed": "~",
  metadata: ".",
  damaged: "!",
};

function describe(items: DiffChange[], totals: DiffTotals | undefined): string {
  if (items.length === 0 || totals === undefined) return "Nothing changed.";
  const lines = items.map(
    ({ change, path, isFolder }) => `${SIGNS[change]} ${printable(path)}${isFolder ? "/" : ""}`,
  );
  const { added, removed, modified, addedBytes } = totals;
  const bytes = addedBytes === null ? "" : `; ${size(addedBytes)} of new data`;
  return [...lines, "", `${added} added, ${removed} removed, ${modified} changed${bytes}`].join("\n");
}
