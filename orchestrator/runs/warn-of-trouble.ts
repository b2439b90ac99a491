import type { RunReport } from "#contract/outcome";
import type { Tx } from "../db/database.ts";
import type { Row } from "../db/tables.ts";
import { toInstant } from "../ids.ts";
import { clearWarning, raiseWarning } from "../repository-warnings/warnings.store.ts";

/** Where these go well nobody else holds a lock. */
const ALONE: ReadonlySet<string> = new Set(["check", "prune", "repair", "unlock"]);

/** Nothing is forgotten in a damaged repository, for what is left may be needed to mend it; a later good check ends that. */
export async function warnOfTrouble(tx: Tx, run: Row<"run">, report: RunReport, now: Date): Promise<void> {
  if (report.failure?.code === "repository-damaged") {
    const message = `The ${run.kind} of ${toInstant(now).slice(0, 10)} found damage. Make a copy of the repository, then repair it.`;
    const found = { code: "check-failed", message, freezes: true, reopens: true, runId: run.id } as const;
    await raiseWarning(tx, run.repository_id, found, now);
    return;
  }
  if (report.failure?.code === "repository-locked" && run.kind !== "unlock") {
    const found = {
      code: "lock-left",
      message: report.failure.message,
      freezes: false,
      runId: run.id,
    } as const;
    await raiseWarning(tx, run.repository_id, found, now);
    return;
  }
  if (report.outcome !== "success") return;
  if (run.kind === "check") await clearWarning(tx, run.repository_id, "check-failed");
  if (ALONE.has(run.kind)) await clearWarning(tx, run.repository_id, "lock-left");
}
