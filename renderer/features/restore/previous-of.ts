import type { Snapshot } from "#contract/snapshots";

/** The snapshot before it of the same machine and policy; snapshots come newest first. */
export function previousOf(snapshots: readonly Snapshot[], id: string): Snapshot | undefined {
  const at = snapshots.findIndex((one) => one.id === id);
  const chosen = snapshots[at];
  return snapshots
    .slice(at + 1)
    .find(({ hostname, policyId }) => hostname === chosen?.hostname && policyId === chosen.policyId);
}
