import * as z from "zod";
import { entryType, type TreeEntry } from "#contract/browse";
import { splitLines } from "../processes/split-lines.ts";
import { parseJson } from "./messages.ts";
import { isNameable, isWithin, nameableFolder } from "./names.ts";
import type { RunCommand } from "./open-restic.ts";
import type { ResticEnd } from "./run-restic.ts";

/** A node as `ls` and `find` print it; what else they tell is left out. */
const node = z.object({
  name: z.string().optional(),
  type: z.string(),
  path: z.string(),
  size: z.number().min(0).optional().catch(undefined),
  mtime: z.string().optional().catch(undefined),
});

type Glimpse = Pick<TreeEntry, "name" | "type">;
/** Asked before a line is read in full: of a huge folder most lines are not wanted. */
export type MayWant = (entry: Glimpse) => boolean;
type Folder = { snapshotId: string; path: string; mayWant?: MayWant };
export type TakeEntry = (entry: TreeEntry) => void | Promise<void>;

/** One folder of a snapshot, entry by entry; `isThere` is false where the snapshot has no such folder. */
export async function listFolder(
  run: RunCommand,
  { snapshotId, path, mayWant = () => true }: Folder,
  onEntry: TakeEntry,
): Promise<{ end: ResticEnd; isThere: boolean }> {
  const folder = path === "/" ? "/" : path.replace(/\/+$/, "");
  const prefix = folder === "/" ? "/" : `${folder}/`;
  let isThere = folder === "/";
  const end = await listNodes(
    run,
    // The folder itself comes first, and need not be wanted.
    { snapshotId, args: argumentsFor([folder]), mayWant: (entry) => !isThere || mayWant(entry) },
    (entry) => {
      if (entry.path === folder) isThere = true;
      const isChild = entry.path.startsWith(prefix) && !entry.path.includes("/", prefix.length);
      return isChild ? onEntry(entry) : undefined;
    },
  );
  return { end, isThere };
}

/** Everything that a restore of these paths would bring back; all of the snapshot without paths. */
export async function listEntries(
  run: RunCommand,
  snapshotId: string,
  paths: readonly string[],
  onEntry: TakeEntry,
): Promise<ResticEnd> {
  const wanted = paths.length === 0 ? ["/"] : paths;
  const args = ["--recursive", ...(paths.length === 0 ? [] : [...new Set(paths.map(nameableFolder))])];
  const isAll = wanted.every(isNameable);
  return await listNodes(run, { snapshotId, args }, (entry) =>
    isAll || wanted.some((path) => isWithin(entry.path, path)) ? onEntry(entry) : undefined,
  );
}

/** What these paths are, as far as the snapshot has them and restic can be given their names. */
export async function lookUp(
  run: RunCommand,
  snapshotId: string,
  paths: readonly string[],
): Promise<{ end: ResticEnd; found: Map<string, TreeEntry> }> {
  const found = new Map<string, TreeEntry>();
  const end = await listNodes(run, { snapshotId, args: [...paths] }, (entry) => {
    if (paths.includes(entry.path)) found.set(entry.path, entry);
  });
  return { end, found };
}

async function listNodes(
  run: RunCommand,
  { snapshotId, args, mayWant }: { snapshotId: string; args: string[]; mayWant?: MayWant },
  onEntry: TakeEntry,
): Promise<ResticEnd> {
  return await run({
    args: ["ls", "--json", "--no-lock", snapshotId, ...args],
    onOutput: (output) =>
      splitLines(output, (text) => {
        if (!text.includes('"struct_type":"node"')) return;
        const glimpse = mayWant && glance(text);
        if (glimpse !== undefined && mayWant?.(glimpse) === false) return;
        const entry = readNode(parseJson(text));
        return entry && onEntry(entry);
      }),
  });
}

/** Name and type of an entry as restic writes it, without the rest; undefined where only a whole look can tell. */
export function glance(line: string): Glimpse | undefined {
  const [, name, type] = /^\{"name":"([^"\\]*)","type":"([a-z]+)"/.exec(line) ?? [];
  return name === undefined ? undefined : { name, type: entryType.safeParse(type).data ?? "other" };
}

/** Of a folder whose name has lost bytes only the folders above can be named: all below them is looked through. */
function argumentsFor(paths: string[]): string[] {
  return paths.every(isNameable) ? paths : ["--recursive", ...paths.map(nameableFolder)];
}

export function readNode(value: unknown): TreeEntry | undefined {
  const read = node.safeParse(value).data;
  if (read === undefined) return undefined;
  const { path, name, type, size, mtime } = read;
  return {
    path,
    name: name ?? path.slice(path.lastIndexOf("/") + 1),
    type: entryType.safeParse(type).data ?? "other",
    ...(size === undefined ? {} : { sizeBytes: size }),
    ...(mtime === undefined ? {} : { modifiedAt: mtime }),
  };
}
