import type { PruneSpec } from "#contract/maintenance";
import type { SnapshotEntry } from "#contract/outcome";

/**
 * Why nothing may be forgotten or pruned here, in a sentence, or nothing. A rule that counts can be made to drop good snapshots by adding
 * others, and data of a snapshot that somebody took away is gone for good after a prune: so both have to be what the ledger holds.
 */
export function refuseLedger(
  { frozen, knownSnapshots }: Pick<PruneSpec, "frozen" | "knownSnapshots">,
  found: Pick<SnapshotEntry, "id" | "hostname" | "time">[],
): string | undefined {
  if (frozen !== undefined) return frozen;
  if (knownSnapshots === undefined) return undefined;
  const known = new Set(knownSnapshots);
  const lengths = [...new Set(knownSnapshots.map(({ length }) => length))];
  const beginningsOf = ({ id }: { id: string }) => lengths.map((length) => id.slice(0, length));
  const strange = found.filter((snapshot) => !beginningsOf(snapshot).some((begin) => known.has(begin)));
  const present = new Set(found.flatMap(beginningsOf));
  const gone = knownSnapshots.filter((begin) => !present.has(begin));
  if (strange.length === 0 && gone.length === 0) return undefined;
  const [first] = strange;
  const unknown =
    first &&
    `${snapshots(strange)} that Holdfast did not make, such as ${first.id.slice(0, 8)} of ${first.hostname} dated ${first.time.slice(0, 10)}`;
  const missing = `${snapshots(gone)} missing, such as ${gone[0]?.slice(0, 8)}`;
  const both = gone.length === 0 ? unknown : `${unknown}, and ${missing}`;
  const news = unknown === undefined ? missing : both;
  return strange.length + gone.length === 1
    ? `The repository is not as Holdfast left it: there is ${news}. Nothing was removed. Look at it on the repository's page, acknowledge it, then prune again.`
    : `The repository is not as Holdfast left it: there are ${news}. Nothing was removed. Look at it on the repository's page, acknowledge it, then prune again.`;
}

const snapshots = ({ length }: readonly unknown[]) => (length === 1 ? "1 snapshot" : `${length} snapshots`);
