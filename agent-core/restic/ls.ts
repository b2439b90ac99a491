import * as z from "zod";
import type { TreeEntry } from "#contract/questions";
import { parseJson } from "./messages.ts";
import type { RunCommand } from "./open-restic.ts";
import type { ResticEnd } from "./run-restic.ts";

const node = z.looseObject({
  struct_type: z.literal("node"),
  name: z.string(),
  type: z.string(),
  path: z.string(),
  size: z.number().min(0).optional().catch(undefined),
  mtime: z.string().optional().catch(undefined),
});

type Folder = { snapshotId: string; path: string };

/** One folder of a snapshot, entry by entry; `isThere` is false where the snapshot has no such folder. */
export async function listFolder(
  run: RunCommand,
  { snapshotId, path }: Folder,
  onEntry: (entry: TreeEntry) => void | Promise<void>,
): Promise<{ end: ResticEnd; isThere: boolean }> {
  const folder = path === "/" ? "/" : path.replace(/\/+$/, "");
  const prefix = folder === "/" ? "/" : `${folder}/`;
  let isThere = folder === "/";
  const end = await run({
    args: ["ls", "--json", "--no-lock", snapshotId, folder],
    onLine: ({ text }) => {
      const found = node.safeParse(parseJson(text)).data;
      if (found === undefined) return;
      if (found.path === folder) isThere = true;
      const isChild = found.path.startsWith(prefix) && !found.path.slice(prefix.length).includes("/");
      return isChild ? onEntry(toEntry(found)) : undefined;
    },
  });
  return { end, isThere };
}

/** How many entries a restore of these paths has to bring back; all of the snapshot without paths. */
export async function countEntries(
  run: RunCommand,
  snapshotId: string,
  paths: readonly string[],
): Promise<{ end: ResticEnd; count: number }> {
  let count = 0;
  const end = await run({
    args: ["ls", "--json", "--no-lock", "--recursive", snapshotId, ...paths],
    onLine: ({ stream, text }) => {
      if (stream === "stdout" && text.includes('"struct_type":"node"')) count++;
    },
  });
  return { end, count };
}

function toEntry({ path, name, type, size, mtime }: z.infer<typeof node>): TreeEntry {
  const isKnown = type === "file" || type === "dir" || type === "symlink";
  return {
    path,
    name,
    type: isKnown ? type : "other",
    ...(size === undefined ? {} : { sizeBytes: size }),
    ...(mtime === undefined ? {} : { modifiedAt: mtime }),
  };
}
