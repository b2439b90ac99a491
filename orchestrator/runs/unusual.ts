import { type RunReport, type RunSummary, runSummary } from "#contract/outcome";
import { atMost } from "../db/at-most.ts";
import type { Tx } from "../db/database.ts";
import type { Row } from "../db/tables.ts";
import { raiseWarning } from "../repository-warnings/warnings.store.ts";

const LOOKED_AT = 10;
/** With fewer there is no usual yet. */
const FEWEST = 3;
const TIMES = 5;
const MOST_REMOVED = 0.3;
const MOST_SHRUNK = 0.2;
/** Five times nearly nothing is nothing: below these a change is no sign of anything. */
const FLOOR = { files: 50, bytes: 64 * 1024 * 1024, share: 0.1 };

/** A backup that looks like none before it gets a warning with its reasons; whoever encrypts a disk leaves such a backup behind. */
export async function markUnusual(tx: Tx, run: Row<"run">, report: RunReport): Promise<RunReport> {
  const isGreen = report.outcome === "success" || report.outcome === "warning";
  if (run.kind !== "backup" || run.policy_id === null || !isGreen || report.summary === undefined)
    return report;
  const before = await tx
    .selectFrom("run")
    .select("summary_json")
    .where("policy_id", "=", run.policy_id)
    .where("agent_id", "=", run.agent_id)
    .where("kind", "=", "backup")
    .where("status", "in", ["success", "warning"])
    .where("id", "!=", run.id)
    .orderBy("started_at", "desc")
    .limit(atMost(LOOKED_AT))
    .execute();
  const unusual = unusualIn(
    report.summary,
    before.map(({ summary_json }) => runSummary.parse(JSON.parse(summary_json ?? "{}"))),
  );
  if (unusual.length === 0) return holdsNothing(report.summary) ? { ...report, outcome: "warning" } : report;
  return { ...report, outcome: "warning", summary: { ...report.summary, unusual } };
}

/** Holds retention back until a person has looked: the snapshots before this one may be the last good ones. */
export async function warnOfUnusual(tx: Tx, run: Row<"run">, report: RunReport, now: Date): Promise<void> {
  const unusual = report.summary?.unusual ?? [];
  if (unusual.length === 0) return;
  await raiseWarning(
    tx,
    run.repository_id,
    {
      code: "unusual-backup",
      subject: run.id,
      message: `A backup of “${run.policy_name}” is unusual: ${unusual.join(" ")}`,
      freezes: true,
      agentId: run.agent_id,
      policyId: run.policy_id,
      runId: run.id,
    },
    now,
  );
}

/** No protection, whatever restic calls it: a folder that is empty, or a drive that is not there. */
const holdsNothing = ({ filesProcessed }: RunSummary) => filesProcessed === 0;

/** Sentences about what is out of proportion beside the runs before, newest first. */
export function unusualIn(summary: RunSummary, before: RunSummary[]): string[] {
  const last = before[0]?.filesProcessed ?? 0;
  if (holdsNothing(summary) && last > 0)
    return [`It holds no file at all, while the backup before had ${last}.`];
  if (before.length < FEWEST) return [];
  const files = summary.filesProcessed ?? 0;
  const usualFiles = median(before.map((one) => one.filesProcessed ?? 0));
  const touched = touchedBy(summary);
  const usualTouched = median(before.map(touchedBy));
  const added = summary.dataAddedBytes ?? 0;
  const usualAdded = median(before.map((one) => one.dataAddedBytes ?? 0));
  const removed = Math.max(0, last + (summary.filesNew ?? 0) - files);
  const sentences = [
    touched > usualTouched * TIMES &&
      touched >= Math.max(FLOOR.files, usualFiles * FLOOR.share) &&
      `${touched} files are new or changed, usually ${usualTouched}.`,
    added > usualAdded * TIMES &&
      added >= Math.max(FLOOR.bytes, (summary.bytesProcessed ?? 0) * FLOOR.share) &&
      `${megabytes(added)} of data were added, usually ${megabytes(usualAdded)}.`,
    removed > last * MOST_REMOVED &&
      removed >= FLOOR.files &&
      `${removed} of ${last} files are gone since the backup before.`,
    files < usualFiles * (1 - MOST_SHRUNK) &&
      usualFiles - files >= FLOOR.files &&
      `It holds ${files} files, usually ${usualFiles}.`,
  ];
  return sentences.filter((sentence) => typeof sentence === "string");
}

function touchedBy({ filesNew = 0, filesChanged = 0 }: RunSummary): number {
  return filesNew + filesChanged;
}

function median(numbers: number[]): number {
  const sorted = [...numbers].sort((one, two) => one - two);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1_048_576)} MiB`;
}
