import type { FoundFile } from "#contract/snapshots";

export type FoundPath = { newest: FoundFile; snapshots: number };

/** One line for each file of a machine: findings come newest first, so the first is the newest. */
export function groupFound(items: readonly FoundFile[]): FoundPath[] {
  const paths = new Map<string, FoundPath>();
  for (const one of items) {
    const key = JSON.stringify([one.hostname, one.path]);
    const known = paths.get(key);
    if (known === undefined) paths.set(key, { newest: one, snapshots: 1 });
    else known.snapshots++;
  }
  return [...paths.values()];
}
