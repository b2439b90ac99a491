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
type Restore = {
  spec: RestoreSpec;
  source: RestoreSource;
  target: string;
  onStatus: (status: StatusMessage, errorCount: number) => void;
};
export type RestoreEnd = { end: ResticEnd; summary: SummaryMessage | undefined; items: ItemCollector };

export async function restore(
  run: RunCommand,
  { spec, source, target, onStatus }: Restore,
): Promise<RestoreEnd> {
  const items = createItemCollector();
  let summary: SummaryMessage | undefined;
  const end = await run({
    args: [
      "restore",
      "--json",
      `--target=${target}`,
      `--overwrite=${spec.overwrite}`,
      ...(spec.dryRun ? ["--dry-run"] : []),
      ...source.includes.map((path) => `--include=${literalPattern(path)}`),
      source.root === "/" ? spec.snapshotId : `${spec.snapshotId}:${source.root}`,
    ],
    onLine: ({ message }) => {
      if (message?.message_type === "status") onStatus(message, items.count());
      if (message?.message_type === "error") items.add(message);
      if (message?.message_type === "summary") summary = message;
    },
  });
  return { end, summary, items };
}
