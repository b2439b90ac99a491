import type { Tx } from "../db/database.ts";
import type { Row } from "../db/tables.ts";
import { newId, toInstant } from "../ids.ts";
import type { RunEnded } from "./decide-run.ts";
import type { Ping } from "./message.ts";

/** A sign of life for each channel that watches the policy of this backup. One that is tried again has not failed yet. */
export async function queuePing(tx: Tx, run: Row<"run">, ended: RunEnded, now: Date): Promise<void> {
  const isGood = ended.status === "success" || ended.status === "warning";
  if (!ended.isBackupOfPolicy || (!isGood && ended.willRetry)) return;
  const channels = await tx
    .selectFrom("notice_channel")
    .select("id")
    .where("kind", "=", "ping")
    .where("enabled", "=", 1)
    .where((eb) => eb.or([eb("policy_id", "is", null), eb("policy_id", "=", run.policy_id)]))
    .execute();
  const ping: Ping = { type: "ping", state: isGood ? "success" : "fail", runId: run.id };
  for (const { id } of channels) {
    await tx
      .insertInto("notice_delivery")
      .values({
        id: newId(now),
        channel_id: id,
        message_json: JSON.stringify(ping),
        status: "waiting",
        attempts: 0,
        created_at: toInstant(now),
        next_attempt_at: toInstant(now),
      })
      .execute();
  }
}
