import type { Schedule } from "#contract/schedule";
import { isPaused } from "../agents/pause-agent.ts";
import type { Row } from "../db/tables.ts";
import { delayMsOf, slotAfter } from "./plan.ts";

type Planned = Pick<
  Row<"assignment">,
  "policy_id" | "agent_id" | "slot_agent_id" | "next_slot_at" | "next_due_at"
> &
  Pick<Row<"agent">, "paused_at" | "paused_until" | "time_zone">;

/** The slot that this machine runs next: what comes due in a pause is left out, and no slot is next until somebody resumes. */
export function nextRunAt(row: Planned, schedule: Schedule | undefined, now: Date): string | null {
  if (row.next_due_at === null || !isPaused(row, now)) return row.next_slot_at;
  if (row.paused_until === null) return null;
  if (row.next_due_at >= row.paused_until) return row.next_slot_at;
  const delayMs = delayMsOf(row, schedule?.jitterSeconds);
  const justBefore = new Date(Date.parse(row.paused_until) - delayMs - 1);
  return slotAfter(row, schedule, justBefore)?.slotAt ?? null;
}
