import type { RunReport } from "#contract/outcome";
import type { Tx } from "../db/database.ts";
import type { Row } from "../db/tables.ts";
import { countOn } from "../repositories/upkeep.store.ts";

/** After a check that did not end well the same part is read again; a drill is done however it ended, so that no snapshot holds up the others. */
export async function countUpkeep(
  tx: Tx,
  { kind, repository_id }: Pick<Row<"run">, "kind" | "repository_id">,
  { outcome }: Pick<RunReport, "outcome">,
): Promise<void> {
  if (kind === "check" && outcome === "success") await countOn(tx, repository_id, "good_checks");
  const hasTried = outcome === "success" || outcome === "warning" || outcome === "failure";
  if (kind === "drill" && hasTried) await countOn(tx, repository_id, "drills");
}
