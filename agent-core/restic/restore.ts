import type { RestoreSpec } from "#contract/task";
import { createItemCollector, type ItemCollector } from "./collect-items.ts";
import type { StatusMessage, SummaryMessage } from "./messages.ts";
import { literalPattern } from "./names.ts";
import type { RunCommand } from "./open-restic.ts";
import type { ResticEnd } from "./run-restic.ts";

export type RestoreSource = {
  /** Folder of the snapshot whose content lands directly in the target. */
  root: string;
  /** Below `root`, beginning with a slash; empty means all of it. */
  includes: string[];
};
export type RestoreHow = Pick<RestoreSpec, "snapshotId" | "overwrite" | "dryRun" | "verify">;
export type Restore = {
  spec: RestoreHow;
  source: RestoreSource;
  target: string;
  /** Files may be there that restic compares with those of the snapshot. */
  mayCompare?: boolean;
  onStatus: (status: StatusMessage, errorCount: number) => void;
};
export type RestoreEnd = { end: ResticEnd; summary: SummaryMessage | undefined; items: ItemCollector };

/** A file that is there is compared as a whole before a number of restic's status changes. */
const COMPARING_MS = 4 * 3_600_000;

export async function restore(
  run: RunCommand,
  { spec, source, target, mayCompare = false, onStatus }: Restore,
): Promise<RestoreEnd> {
  const items = createItemCollector();
  let summary: SummaryMessage | undefined;
  const end = await run({
    args: restoreArgs(spec, source, target),
    ...(mayCompare && spec.overwrite !== "never" && { quietMs: COMPARING_MS }),
    // Then it reads back what it wrote.
    isQuietAfterSummary: spec.verify,
    onLine: ({ message }) => {
      if (message?.message_type === "status") onStatus(message, items.count());
      if (message?.message_type === "error") items.add(message);
      if (message?.message_type === "summary") summary = message;
    },
  });
  return { end, summary, items };
}

export function restoreArgs(
  spec: RestoreHow,
  { root, includes }: RestoreSource,
  target: string,
  more: string[] = [],
): string[] {
  return [
    "restore",
    "--json",
    `--target=${target}`,
    `--overwrite=${spec.overwrite}`,
    ...(spec.dryRun ? ["--dry-run"] : []),
    // restic takes either, not both.
    ...(spec.verify && !spec.dryRun ? ["--verify"] : []),
    ...more,
    ...includes.map((path) => `--include=${literalPattern(path)}`),
    root === "/" ? spec.snapshotId : `${spec.snapshotId}:${root}`,
  ];
}
