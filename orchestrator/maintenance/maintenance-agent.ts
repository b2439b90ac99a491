import { localAgentId } from "../agents/agents.store.ts";
import type { Db } from "../db/database.ts";

export type MaintenanceAgent = {
  id: string;
  hostname: string;
  timeZone: string;
  clockOffsetMs: number | null;
};

/** The machine that checks and prunes a repository: the one that is named for it, else the orchestrator's own; none where it is not active. */
export async function maintenanceAgentOf(
  db: Db,
  repositoryId: string,
): Promise<MaintenanceAgent | undefined> {
  const named = await db
    .selectFrom("maintenance_plan")
    .select("agent_id")
    .where("repository_id", "=", repositoryId)
    .where("agent_id", "is not", null)
    .executeTakeFirst();
  const id = named?.agent_id ?? (await localAgentId(db));
  return id === null ? undefined : activeAgent(db, id);
}

export async function activeAgent(db: Db, id: string): Promise<MaintenanceAgent | undefined> {
  const row = await db
    .selectFrom("agent")
    .select(["id", "hostname", "time_zone", "clock_offset_ms"])
    .where("id", "=", id)
    .where("status", "=", "active")
    .executeTakeFirst();
  return (
    row && {
      id: row.id,
      hostname: row.hostname,
      timeZone: row.time_zone,
      clockOffsetMs: row.clock_offset_ms,
    }
  );
}
