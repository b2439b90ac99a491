import type { RunReport } from "#contract/outcome";
import type { Tx } from "../db/database.ts";
import type { Row } from "../db/tables.ts";
import { toInstant } from "../ids.ts";
import { clearWarning, raiseWarning } from "../repository-warnings/warnings.store.ts";

/** Nothing is forgotten in a damaged repository, for what is left may be needed to mend it; a later good check ends that. */
export async function warnOfFailedCheck(
  tx: Tx,
  run: Row<"run">,
  report: RunReport,
  now: Date,
): Promise<void> {
  if (report.failure?.code === "repository-damaged") {
    const message = `The ${run.kind} of ${toInstant(now).slice(0, 10)} found damage. Make a copy of the repository, then repair it.`;
    const found = { code: "check-failed", message, freezes: true, reopens: true, runId: run.id } as const;
    await raiseWarning(tx, run.repository_id, found, now);
    return;
  }
  if (run.kind === "check" && report.outcome === "success")
    await clearWarning(tx, run.repository_id, "check-failed");
}
