import type { RunReport } from "#contract/outcome";
import type { Tx } from "../db/database.ts";
import type { Row } from "../db/tables.ts";
import { toInstant } from "../ids.ts";

/** Files of the repository came back and were read again: by a drill, or by a restore that was asked to look. */
export async function noteProvenRestore(
  tx: Tx,
  { id, kind, repository_id }: Pick<Row<"run">, "id" | "kind" | "repository_id">,
  { outcome, summary }: RunReport,
  now: Date,
): Promise<void> {
  const isWhole = outcome === "success" || outcome === "warning";
  const isProof =
    (kind === "drill" && (summary?.filesVerified ?? 0) > 0) ||
    (kind === "restore" && summary?.contentVerified === true);
  if (!isWhole || !isProof) return;
  await tx
    .updateTable("repository")
    .set({ proven_restore_at: toInstant(now), proven_restore_run_id: id })
    .where("id", "=", repository_id)
    .execute();
}
