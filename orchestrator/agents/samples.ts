import type { DiskFact, HeartbeatBody } from "#contract/agent-protocol";
import type { AgentSample } from "#contract/agents";
import { atMost } from "../db/at-most.ts";
import type { Database, Db, Tx } from "../db/database.ts";
import { toInstant } from "../ids.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const KEPT_MS = 90 * DAY_MS;

/** Writes down how a machine is, unless that was done within the last hour; returns when it was. */
export async function sample(tx: Tx, agentId: string, beat: HeartbeatBody, now: Date): Promise<number> {
  const recent = await tx
    .selectFrom("agent_sample")
    .select("at")
    .where("agent_id", "=", agentId)
    .where("at", ">", toInstant(new Date(now.getTime() - HOUR_MS)))
    .limit(atMost(1))
    .executeTakeFirst();
  if (recent !== undefined) return Math.min(Date.parse(recent.at), now.getTime());
  await tx
    .insertInto("agent_sample")
    .values({
      agent_id: agentId,
      at: toInstant(now),
      disks_json: JSON.stringify(beat.disks),
      load: beat.load ?? null,
      memory_json: beat.memory === undefined ? null : JSON.stringify(beat.memory),
    })
    .execute();
  return now.getTime();
}

export function isSampleDue(sampledMs: number, now: Date): boolean {
  const ageMs = now.getTime() - sampledMs;
  return ageMs < 0 || ageMs >= HOUR_MS;
}

/** Oldest first; at most as many as are kept. */
export async function samplesOf(db: Db, agentId: string, from: string | undefined): Promise<AgentSample[]> {
  const rows = await db
    .selectFrom("agent_sample")
    .selectAll()
    .where("agent_id", "=", agentId)
    .$if(from !== undefined, (q) => q.where("at", ">=", toInstant(new Date(from ?? 0))))
    .orderBy("at")
    .limit(atMost((KEPT_MS / HOUR_MS) * 2))
    .execute();
  return rows.map((row) => ({
    at: row.at,
    disks: JSON.parse(row.disks_json) as DiskFact[],
    load: row.load,
    memory: JSON.parse(row.memory_json ?? "null") as AgentSample["memory"],
  }));
}

/** Drops samples that are too old, at most once a day. */
export function createSamplePruner(db: Database) {
  let lastMs = 0;
  return async (now: Date): Promise<void> => {
    if (now.getTime() - lastMs < DAY_MS) return;
    lastMs = now.getTime();
    const oldest = toInstant(new Date(now.getTime() - KEPT_MS));
    await db.write((tx) => tx.deleteFrom("agent_sample").where("at", "<", oldest).execute());
  };
}
