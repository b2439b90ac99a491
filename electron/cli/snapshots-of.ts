import type { Call } from "#contract/call";
import { everyPage } from "#contract/every-page";
import { listSnapshots, type Snapshot } from "#contract/snapshots";

/** The snapshots of some repositories together, newest first. */
export async function snapshotsOf(call: Call, repositories: { id: string }[]): Promise<Snapshot[]> {
  const lists = [];
  for (const { id } of repositories) {
    lists.push(
      await everyPage((cursor) => call(listSnapshots, { params: { id }, query: { limit: 200, ...cursor } })),
    );
  }
  return lists.flat().sort((one, other) => Date.parse(other.time) - Date.parse(one.time));
}
