import { localAgentId } from "../agents/agents.store.ts";
import type { Db } from "../db/database.ts";

export type MaintenanceAgent = {
  id: string;
  hostname: string;
  timeZone: string;
  clockOffsetMs: number | null;
};
export type ChosenAgent = MaintenanceAgent & { isActive: boolean };

/** The machine that checks and prunes a repository; none where the one that should is not active. */
export async function maintenanceAgentOf(
  db: Db,
  repositoryId: string,
): Promise<MaintenanceAgent | undefined> {
  const chosen = await chosenAgentOf(db, repositoryId);
  return chosen?.isActive ? chosen : undefined;
}

/** The machine that is named for a repository, else the orchestrator's own, also where it was removed or waits to be let in. */
export async function chosenAgentOf(db: Db, repositoryId: string): Promise<ChosenAgent | undefined> {
  const named = await db
    .selectFrom("maintenance_plan")
    .select("agent_id")
    .where("repository_id", "=", repositoryId)
    .where("agent_id", "is not", null)
    .executeTakeFirst();
  const id = named?.agent_id ?? (await localAgentId(db));
  return id === null ? undefined : readAgent(db, id);
}

export async function activeAgent(db: Db, id: string): Promise<MaintenanceAgent | undefined> {
  const agent = await readAgent(db, id);
  return agent?.isActive ? agent : undefined;
}

async function readAgent(db: Db, id: string): Promise<ChosenAgent | undefined> {
  const row = await db
    .selectFrom("agent")
    .select(["id", "status", "hostname", "time_zone", "clock_offset_ms"])
    .where("id", "=", id)
    .executeTakeFirst();
  return (
    row && {
      id: row.id,
      isActive: row.status === "active",
      hostname: row.hostname,
      timeZone: row.time_zone,
      clockOffsetMs: row.clock_offset_ms,
    }
  );
}
