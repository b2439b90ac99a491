import type { Instant } from "#contract/values";
import type { Db } from "../db/database.ts";
import { toInstant } from "../ids.ts";
import type { ScheduleWarning } from "./clock-warnings.ts";

const MINUTE_MS = 60_000;
const CROWD = 3;

/** Many runs in one minute make disks, network and repository busy at once; jitter would spread them. */
export async function crowdWarnings(db: Db, next: Instant | undefined): Promise<ScheduleWarning[]> {
  if (next === undefined) return [];
  const minute = Math.floor(Date.parse(next) / MINUTE_MS) * MINUTE_MS;
  const { others } = await db
    .selectFrom("assignment")
    .select((eb) => eb.fn.countAll<number>().as("others"))
    .where("next_due_at", ">=", toInstant(new Date(minute)))
    .where("next_due_at", "<", toInstant(new Date(minute + MINUTE_MS)))
    .executeTakeFirstOrThrow();
  if (others < CROWD) return [];
  const message = `${others} other runs start in the same minute. Another minute, or a random delay, spreads the load.`;
  return [{ code: "crowded-minute", message }];
}
