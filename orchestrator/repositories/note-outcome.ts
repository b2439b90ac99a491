import type * as z from "zod";
import type { FailureCode, RunReport } from "#contract/outcome";
import type { repositoryState } from "#contract/repositories";
import type { Tx } from "../db/database.ts";
import type { Row } from "../db/tables.ts";
import { toInstant } from "../ids.ts";

type State = z.infer<typeof repositoryState>;

/** Failures that say something about the repository itself; the others leave its state as it was. */
const stateAfter: Partial<Record<FailureCode, State>> = {
  "repository-missing": "missing",
  "repository-unreachable": "unreachable",
  "tls-untrusted": "unreachable",
  "wrong-password": "locked-out",
  "access-denied": "locked-out",
  "repository-damaged": "damaged",
};

const SUPPLANTED =
  "Another repository is at this place than the one that Holdfast knows. Bring the right drive or folder back, " +
  "correct the location, or add what is there as a repository of its own.";

/** What the end of a run tells about its repository. Part of the transaction that ends the run. */
export async function noteRepositoryOutcome(
  tx: Tx,
  { repository_id: repositoryId, kind }: Pick<Row<"run">, "repository_id" | "kind">,
  report: RunReport,
  now: Date,
): Promise<void> {
  const known = await tx
    .selectFrom("repository")
    .select(["restic_id", "state"])
    .where("id", "=", repositoryId)
    .executeTakeFirst();
  if (known === undefined) return;
  const learned = report.repositoryResticId;
  const supplanted = known.restic_id !== null && learned !== undefined && learned !== known.restic_id;
  const change = supplanted
    ? { state: "missing" satisfies State, state_reason: SUPPLANTED }
    : changeAfter(report, known.restic_id, now);
  // A backup goes well into a damaged repository; only a check can tell that it is sound again.
  const staysDamaged = known.state === "damaged" && change?.state === "ready" && kind !== "check";
  if (staysDamaged) return;
  if (change === undefined) return;
  await tx.updateTable("repository").set(change).where("id", "=", repositoryId).execute();
}

function changeAfter(report: RunReport, resticId: string | null, now: Date) {
  if (report.outcome === "success" || report.outcome === "warning") {
    return {
      state: "ready" satisfies State,
      state_reason: null,
      last_success_at: toInstant(now),
      restic_id: resticId ?? report.repositoryResticId ?? null,
    };
  }
  const state = report.failure && stateAfter[report.failure.code];
  return state && { state, state_reason: report.failure?.message ?? null };
}
