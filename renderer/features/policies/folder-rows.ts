import type { ListedFolders, MachineFolder } from "#contract/folders";
import type { PathToken } from "#contract/source-path";
import { say } from "#contract/words/say";
import type { Tick } from "./folder-choice.ts";

/** What has been read of one folder. */
export type Listing = { data?: ListedFolders | undefined; error: unknown; reload: () => void };

/** A line of the tree. `key` is the way to it: the same folder may stand under two others. */
export type FolderRow = { key: string; level: number } & (
  | { kind: "folder"; folder: MachineFolder; name: string; isOpen: boolean }
  | { kind: "more"; path: string }
  | { kind: "note"; text: string; error?: unknown; reload?: () => void }
);

export const PAGE = 200;
export const MOST = 1_000;

const placeNames = (): Record<PathToken, string> => ({
  home: say("Home folder"),
  desktop: say("Desktop"),
  documents: say("Documents"),
  pictures: say("Pictures"),
  downloads: say("Downloads"),
});

type Read = { listingOf: (path: string) => Listing | undefined; isOpen: (key: string) => boolean };

/** The lines of the tree that are open, from top to bottom. */
export function rowsOf(path: string, read: Read, key = "", level = 1): FolderRow[] {
  const listing = read.listingOf(path);
  const note = (text: string): FolderRow => ({ key: `${key}/?`, level, kind: "note", text });
  if (listing?.error) {
    const { error, reload } = listing;
    return [{ key: `${key}/?`, level, kind: "note", text: "", error, reload }];
  }
  if (listing?.data === undefined) return [note(say("Looking…"))];
  const { items, hasMore, isCut } = listing.data;
  const rows = items.flatMap((folder) => {
    const own = `${key}\n${folder.path}`;
    const isOpen = folder.state === "open" && read.isOpen(own);
    const name = folder.token === undefined ? folder.name : placeNames()[folder.token];
    const row: FolderRow = { key: own, level, kind: "folder", folder, name, isOpen };
    return isOpen ? [row, ...rowsOf(folder.path, read, own, level + 1)] : [row];
  });
  if (items.length === 0) rows.push(note(say("No folders in here")));
  if (hasMore && items.length < MOST && !isCut) rows.push({ key: `${key}/+`, level, kind: "more", path });
  else if (hasMore || isCut)
    rows.push(note(say("There are more. Type the path of those above, a folder a line.")));
  return rows;
}

/** Ticking what is shown and cannot be chosen would change nothing. */
export function mayTick(row: FolderRow, { leftOutBy }: Tick): boolean {
  return row.kind === "folder" && row.folder.state === "open" && leftOutBy === undefined;
}

/** The row that the one at this place lies in. */
export function parentOf(rows: readonly FolderRow[], at: number): number {
  const level = rows[at]?.level ?? 1;
  const above = rows.slice(0, at).findLastIndex((row) => row.level < level);
  return above < 0 ? at : above;
}
