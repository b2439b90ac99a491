import { type TreeEntry, treeEntry } from "#contract/questions";
import type { RepositoryAccess } from "#contract/repository";
import { DomainError } from "../http/errors.ts";
import { askLines } from "../questions/ask-lines.ts";
import type { QuestionDesk } from "../questions/desk.ts";
import { sortFolder } from "./sort-folder.ts";

type Folder = { snapshotId: string; path: string };
type From = { agentId: string; repository: RepositoryAccess; signal: globalThis.AbortSignal };

export const MOST_ENTRIES = 200_000;

/** Asks a machine for one folder of a snapshot. */
export async function readFolder(
  desk: QuestionDesk,
  { snapshotId, path }: Folder,
  from: From,
): Promise<TreeEntry[]> {
  const entries: TreeEntry[] = [];
  for await (const entry of askLines(desk, { ...from, kind: "ls", args: { snapshotId, path } }, treeEntry)) {
    if (entries.length === MOST_ENTRIES) throw tooLarge(path);
    entries.push(entry);
  }
  return sortFolder(entries);
}

function tooLarge(path: string): DomainError {
  return new DomainError(
    "too-large",
    `${path} holds more than ${MOST_ENTRIES.toLocaleString("en")} entries, too many to show. Restore the whole folder instead.`,
  );
}
