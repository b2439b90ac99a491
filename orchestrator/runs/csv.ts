import type { Run } from "#contract/runs";

export const CSV_HEAD =
  "started,finished,machine,policy,repository,kind,status,failure,files,bytes,added bytes,snapshot,run\r\n";

/** One line, with its line end. */
export function toCsvLine(run: Run): string {
  const { summary } = run;
  const cells = [
    run.startedAt,
    run.finishedAt,
    run.hostname,
    run.policyName,
    run.repositoryName,
    run.kind,
    run.status,
    run.failure?.code,
    summary?.filesProcessed,
    summary?.bytesProcessed,
    summary?.dataAddedPackedBytes ?? summary?.dataAddedBytes,
    run.snapshotId,
    run.id,
  ];
  return `${cells.map(toCell).join(",")}\r\n`;
}

/** A cell that begins like a formula would be run by a spreadsheet. */
function toCell(value: string | number | null | undefined): string {
  const text = String(value ?? "");
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
