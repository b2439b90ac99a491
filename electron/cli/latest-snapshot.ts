import type { Snapshot } from "#contract/snapshots";
import { holdsInSnapshot as holds, rootInSnapshot } from "./path-in-snapshot.ts";

/**
 * The newest first: that of the folders that these paths of a snapshot lie in or around; where there is none, the newest of all. One of
 * the machine itself before those of others, whose folders may be called the same.
 */
export function latestSnapshot<One extends Pick<Snapshot, "paths" | "agentId">>(
  newestFirst: One[],
  paths: readonly string[],
  agentId?: string,
): One | undefined {
  const own = newestFirst.filter((one) => one.agentId === agentId);
  const holdsAll = ({ paths: saved }: One) => {
    const roots = saved.map(rootInSnapshot);
    return paths.every((path) => roots.some((root) => holds(root, path) || holds(path, root)));
  };
  return own.find(holdsAll) ?? newestFirst.find(holdsAll) ?? own[0] ?? newestFirst[0];
}
