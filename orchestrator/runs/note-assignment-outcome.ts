import { sql } from "kysely";
import type { RunStatus } from "#contract/outcome";
import type { Tx } from "../db/database.ts";
import type { Row } from "../db/tables.ts";
import { toInstant } from "../ids.ts";
import { CORRECTION_MS } from "../schedule/correction.ts";

type Ended = Pick<Row<"run">, "id" | "kind" | "policy_id" | "agent_id" | "started_at">;

/**
 * Keeps beside each assignment what protection is computed from, so that nobody has to search the history. A run that was told late
 * takes nothing back that a later one has said; but one that began on a clock which ran ahead of now is later than none.
 */
export async function noteAssignmentOutcome(
  tx: Tx,
  run: Ended,
  status: RunStatus,
  { finishedAt, now }: { finishedAt: string; now: Date },
): Promise<void> {
  if (run.kind !== "backup" || run.policy_id === null) return;
  const isGood = status === "success" || status === "warning";
  const saysNothing = status === "cancelled" || status === "interrupted" || status === "lost";
  const ofPair = tx
    .updateTable("assignment")
    .where("policy_id", "=", run.policy_id)
    .where("agent_id", "=", run.agent_id);
  if (isGood) {
    await ofPair
      .set({ last_good_at: finishedAt, last_good_run_id: run.id })
      .where((eb) => eb.or([eb("last_good_at", "is", null), eb("last_good_at", "<", finishedAt)]))
      .execute();
  }
  const later = sql<boolean>`exists (
    select 1 from run where run.id = assignment.last_run_id and run.started_at > ${run.started_at}
      and run.started_at <= ${toInstant(new Date(now.getTime() + CORRECTION_MS))})`;
  await ofPair
    .set({
      last_outcome: status,
      last_run_id: run.id,
      ...(isGood && { failures_in_a_row: 0 }),
      ...(!isGood && !saysNothing && { failures_in_a_row: sql<number>`failures_in_a_row + 1` }),
    })
    .where((eb) => eb.not(later))
    .execute();
}
