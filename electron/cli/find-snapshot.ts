import { getMe } from "#contract/access";
import { everyPage } from "#contract/every-page";
import { listRepositories } from "#contract/repositories";
import type { Snapshot } from "#contract/snapshots";
import { exitCodes, Refusal } from "../core/refusal.ts";
import type { CoreClient } from "./core-client.ts";
import { latestSnapshot } from "./latest-snapshot.ts";
import { pick } from "./pick.ts";
import { snapshotsOf } from "./snapshots-of.ts";

export type FoundSnapshot = { snapshotId: string; repositoryId: string; snapshot: Snapshot | undefined };

/** A snapshot by the beginning of its id, or `latest`, in the repository that holds it. */
export async function findSnapshot(
  { call }: CoreClient,
  wanted: string,
  repositoryName: string | undefined,
  /** What is asked of it, as the snapshot calls it. */
  paths: readonly string[] = [],
  /** Whose snapshots `latest` means first; by default those of this computer. */
  machineId?: string,
): Promise<FoundSnapshot> {
  const all = await everyPage((cursor) => call(listRepositories, { query: { limit: 200, ...cursor } }));
  const repositories = repositoryName === undefined ? all : [pick(all, repositoryName, "repository")];
  const agentId = wanted === "latest" ? (machineId ?? (await call(getMe, {})).localAgentId) : null;
  const snapshots = await snapshotsOf(call, repositories);
  const matching =
    wanted === "latest"
      ? [latestSnapshot(snapshots, paths, agentId ?? undefined)].filter((one) => one !== undefined)
      : snapshots.filter(({ id }) => id.startsWith(wanted));
  const [first, second] = matching;
  if (second !== undefined) throw ambiguous(wanted, matching);
  if (first !== undefined) return { snapshotId: first.id, repositoryId: first.repositoryId, snapshot: first };
  // Made by restic alone since the last listing: the repository may know it all the same.
  const [named] = repositories;
  if (repositoryName !== undefined && named !== undefined && /^[0-9a-f]{8,64}$/.test(wanted)) {
    return { snapshotId: wanted, repositoryId: named.id, snapshot: undefined };
  }
  throw new Refusal(
    `There is no snapshot ${wanted}. See what there is with: holdfast snapshots`,
    exitCodes.usage,
  );
}

function ambiguous(wanted: string, snapshots: Snapshot[]): Refusal {
  const ids = snapshots.map(({ id, time }) => `  ${id.slice(0, 12)}  ${time}`).join("\n");
  return new Refusal(
    `${wanted} is the beginning of several snapshots. Write more of it, or name its repository with --repository:\n${ids}`,
    exitCodes.usage,
  );
}
