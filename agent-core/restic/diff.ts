import * as z from "zod";
import type { DiffChange } from "#contract/browse";
import { splitLines } from "../processes/split-lines.ts";
import { parseJson } from "./messages.ts";
import type { RunCommand } from "./open-restic.ts";
import type { ResticEnd } from "./run-restic.ts";

const change = z.object({ message_type: z.literal("change"), path: z.string(), modifier: z.string() });
const bytes = z
  .object({ bytes: z.int().min(0) })
  .optional()
  .catch(undefined);
const statistics = z.object({ message_type: z.literal("statistics"), added: bytes, removed: bytes });
const line = z.discriminatedUnion("message_type", [change, statistics]);

type Snapshots = { a: string; b: string };
export type DiffBytes = { addedBytes: number | null; removedBytes: number | null };

/** What changed from one snapshot to another, in the order of the paths. `bytes` is absent where restic gave no statistics. */
export async function diffSnapshots(
  run: RunCommand,
  { a, b }: Snapshots,
  onChange: (change: DiffChange) => void | Promise<void>,
): Promise<{ end: ResticEnd; bytes: DiffBytes | undefined }> {
  let totals: DiffBytes | undefined;
  const end = await run({
    args: ["diff", "--json", "--no-lock", a, b],
    onOutput: (output) =>
      splitLines(output, (text) => {
        const told = line.safeParse(parseJson(text)).data;
        if (told?.message_type === "statistics")
          totals = { addedBytes: told.added?.bytes ?? null, removedBytes: told.removed?.bytes ?? null };
        return told?.message_type === "change" ? onChange(toChange(told)) : undefined;
      }),
  });
  return { end, bytes: totals };
}

/** Several signs may stand together; the one that says most about the content counts. */
const SIGNS: [string, DiffChange["change"]][] = [
  ["?", "damaged"],
  ["+", "added"],
  ["-", "removed"],
  ["T", "type-changed"],
  ["M", "modified"],
];

function toChange({ path, modifier }: z.infer<typeof change>): DiffChange {
  const isFolder = path.endsWith("/");
  const sign = SIGNS.find(([letter]) => modifier.includes(letter));
  return { path: isFolder ? path.slice(0, -1) : path, isFolder, change: sign?.[1] ?? "metadata" };
}
