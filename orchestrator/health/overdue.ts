import { atMost } from "../db/at-most.ts";
import type { Tx } from "../db/database.ts";
import type { Row } from "../db/tables.ts";
import { chosenAgentOf } from "../maintenance/maintenance-agent.ts";
import { type PlannedKind, plansOf, scheduleOf } from "../maintenance/maintenance-plan.ts";
import { longestGapSeconds } from "../schedule/gap.ts";
import { type Found, warnOf } from "./thresholds.ts";

const DAY_MS = 86_400_000;

const OVERDUE = {
  check: { code: "check-overdue", message: "It was not checked for more than two of its periods." },
  prune: { code: "prune-overdue", message: "Nothing was pruned for more than two of its periods." },
  drill: { code: "drill-overdue", message: "No restore was practised for more than two of its periods." },
  copy: { code: "copy-overdue", message: "It was not copied for more than two of its periods." },
} as const satisfies Record<PlannedKind, object>;

/** Backups may be green for weeks while nothing is tidied up or looked through, not least where the machine that should do it is gone. */
export async function watchOverdue(
  tx: Tx,
  { id, created_at }: Pick<Row<"repository">, "id" | "created_at">,
  now: Date,
): Promise<void> {
  const agent = await chosenAgentOf(tx, id);
  const found: Found[] = [];
  for (const plan of await plansOf(tx, [id])) {
    const { code, message } = OVERDUE[plan.kind as PlannedKind];
    const planned = scheduleOf(plan);
    const last = await tx
      .selectFrom("run")
      .select("finished_at")
      .where("repository_id", "=", id)
      .where("kind", "=", plan.kind)
      .where("status", "in", ["success", "warning"])
      .orderBy("started_at", "desc")
      .limit(atMost(1))
      .executeTakeFirst();
    const since = Date.parse(last?.finished_at ?? created_at);
    const zone = planned?.timeZone ?? agent?.timeZone ?? "UTC";
    const gapMs = planned === null ? Number.POSITIVE_INFINITY : longestGapSeconds(planned, zone, now) * 1_000;
    const isOverdue = now.getTime() - since > 2 * Math.max(gapMs, DAY_MS);
    found.push({ code, message: isOverdue ? message : undefined });
  }
  await warnOf(tx, id, found, now);
}
