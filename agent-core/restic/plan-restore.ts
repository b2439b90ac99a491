import * as z from "zod";
import type { RestoreSpec } from "#contract/task";
import { splitLines } from "../processes/split-lines.ts";
import { parseJson } from "./messages.ts";
import type { RunCommand } from "./open-restic.ts";
import { type RestoreSource, restoreArgs } from "./restore.ts";
import type { ResticEnd } from "./run-restic.ts";

const count = z.int().min(0).optional().catch(undefined);
const item = z.object({ message_type: z.literal("verbose_status"), action: z.string(), item: z.string() });
const summary = z.object({ message_type: z.literal("summary"), bytes_restored: count });
const line = z.discriminatedUnion("message_type", [item, summary]);

type Wanted = { spec: RestoreSpec; source: RestoreSource; target: string };
export type Planned = { end: ResticEnd; kept: number; updated: string[]; bytesToWrite: number | undefined };

const MOST_NAMED = 20;

/** What a restore would do, by restic's own dry run: it decides what counts as changed or newer. */
export async function planRestore(
  run: RunCommand,
  { spec, source, target }: Wanted,
  onItem: (action: string, item: string) => void | Promise<void> = () => {},
): Promise<Planned> {
  let kept = 0;
  const updated: string[] = [];
  let bytesToWrite: number | undefined;
  const end = await run({
    args: restoreArgs({ ...spec, dryRun: true }, source, target, ["--verbose=2"]),
    onOutput: (output) =>
      splitLines(output, async (text) => {
        const told = line.safeParse(parseJson(text)).data;
        if (told === undefined) return;
        if (told.message_type === "summary") {
          bytesToWrite = told.bytes_restored ?? 0;
          return;
        }
        await onItem(told.action, told.item);
        if (told.action === "unchanged") kept++;
        else if (told.action === "updated" && updated.length < MOST_NAMED) updated.push(told.item);
      }),
  });
  return { end, kept, updated, bytesToWrite };
}
