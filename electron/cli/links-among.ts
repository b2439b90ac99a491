import { posix } from "node:path";
import type { Call } from "#contract/call";
import { readTree, type Snapshot } from "#contract/snapshots";
import { holdsInSnapshot, rootInSnapshot } from "./path-in-snapshot.ts";

/** Those of the paths that the snapshot holds as links alone: what they led to was saved under its own path, and does not come with them. */
export async function linksAmong(
  call: Call,
  { id, repositoryId, paths: saved }: Snapshot,
  paths: readonly string[],
): Promise<string[]> {
  const roots = saved.map(rootInSnapshot);
  const links: string[] = [];
  for (const path of paths.filter(
    (one) => roots.includes(one) && !roots.every((root) => holdsInSnapshot(one, root)),
  )) {
    const query = { repository: repositoryId, path: posix.dirname(path), limit: 5_000 };
    const { items } = await call(readTree, { params: { snapshotId: id }, query });
    if (items.some((entry) => entry.path === path && entry.type === "symlink")) links.push(path);
  }
  return links;
}
