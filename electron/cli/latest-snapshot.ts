import type { Snapshot } from "#contract/snapshots";
import { pathInSnapshot } from "./path-in-snapshot.ts";

/** The newest first: that of the folders that these paths of a snapshot lie in or around; where there is none, the newest of all. */
export function latestSnapshot<One extends Pick<Snapshot, "paths">>(
  newestFirst: One[],
  paths: readonly string[],
): One | undefined {
  const holdsAll = ({ paths: saved }: One) => {
    const roots = saved.map((root) => pathInSnapshot(root, "/", isOfWindows(root) ? "win32" : "linux"));
    return paths.every((path) => roots.some((root) => holds(root, path) || holds(path, root)));
  };
  return newestFirst.find(holdsAll) ?? newestFirst[0];
}

const isOfWindows = (path: string) => /^([A-Za-z]:[\\/]|\\\\)/.test(path);

function holds(folder: string, path: string): boolean {
  return path === folder || path.startsWith(folder.endsWith("/") ? folder : `${folder}/`);
}
