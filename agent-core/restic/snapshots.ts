import * as z from "zod";
import { type SnapshotEntry, snapshotEntry } from "#contract/outcome";
import { parseJson } from "./messages.ts";
import type { RunCommand } from "./open-restic.ts";
import type { ResticEnd, ResticLine } from "./run-restic.ts";

const LONGEST_LISTING = 256 * 1024 * 1024;

const count = z.int().min(0).optional().catch(undefined);
const listed = z.looseObject({
  id: snapshotEntry.shape.id,
  time: z.string(),
  hostname: z.string().catch(""),
  username: z.string().optional().catch(undefined),
  paths: z.array(z.string()).nullish(),
  tags: z.array(z.string()).nullish(),
  tree: z.string().optional().catch(undefined),
  parent: z.string().optional().catch(undefined),
  summary: z
    .looseObject({ total_files_processed: count, total_bytes_processed: count })
    .optional()
    .catch(undefined),
});

/** One that cannot be read is left out, and restic ends well all the same. */
export const isLeftOut = ({ stream, text }: ResticLine) =>
  stream === "stderr" && /\bIgnoring \\?"[0-9a-f]+\\?": /.test(text);

/**
 * All snapshots, read without a lock so that nothing that holds one is in the way; undefined where the answer was no listing. `leftOut`
 * counts those that are there and could not be read.
 */
export async function listSnapshots(
  run: RunCommand,
): Promise<{ end: ResticEnd; snapshots: SnapshotEntry[] | undefined; leftOut: number }> {
  let snapshots: SnapshotEntry[] | undefined;
  let leftOut = 0;
  const end = await run({
    args: ["snapshots", "--json", "--no-lock"],
    maxLineCharacters: LONGEST_LISTING,
    onLine: (line) => {
      if (line.stream === "stdout") snapshots ??= parseSnapshots(line.text);
      else if (isLeftOut(line)) leftOut++;
    },
  });
  return { end, snapshots, leftOut };
}

export function parseSnapshots(line: string): SnapshotEntry[] | undefined {
  const array = z.array(z.unknown()).safeParse(parseJson(line));
  if (!array.success) return undefined;
  return array.data.flatMap((one) => {
    const known = listed.safeParse(one).data;
    return known === undefined ? [] : [toEntry(known)];
  });
}

function toEntry({
  id,
  time,
  hostname,
  paths,
  tags,
  summary,
  ...rest
}: z.infer<typeof listed>): SnapshotEntry {
  const { username, tree, parent } = rest;
  const filesProcessed = summary?.total_files_processed;
  const bytesProcessed = summary?.total_bytes_processed;
  return {
    id,
    time,
    hostname,
    paths: paths ?? [],
    tags: tags ?? [],
    ...(username === undefined ? {} : { username }),
    ...(tree === undefined ? {} : { tree }),
    ...(parent === undefined ? {} : { parent }),
    ...(filesProcessed === undefined ? {} : { filesProcessed }),
    ...(bytesProcessed === undefined ? {} : { bytesProcessed }),
  };
}
