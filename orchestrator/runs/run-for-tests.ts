import type { Database } from "../db/database.ts";
import type { Row } from "../db/tables.ts";
import { newId } from "../ids.ts";

const AT = "2026-11-24T12:00:00.000Z";

/** A running backup with the machine, repository and task that it needs to exist. */
export async function insertRun(db: Database, id: string, changes: Partial<Row<"run">> = {}): Promise<void> {
  const [agent, repository, task] = [newId(), newId(), newId()];
  await db.write(async (tx) => {
    await tx
      .insertInto("agent")
      .values({
        id: agent,
        machine_id: newId(),
        status: "active",
        is_local: 0,
        hostname: "anna-pc",
        restic_host: "anna-pc",
        os: "linux",
        os_version: "12",
        arch: "x64",
        app_version: "0.1.0",
        protocol_version: 1,
        time_zone: "UTC",
        labels_json: "[]",
        reachability: "online",
        policy_revision: 1,
        created_at: AT,
      })
      .execute();
    await tx
      .insertInto("repository")
      .values({
        id: repository,
        name: `Disk ${repository}`,
        kind: "fs",
        place_json: "{}",
        sealed_password: "",
        state: "ready",
        revision: 1,
        created_at: AT,
        updated_at: AT,
      })
      .execute();
    await tx
      .insertInto("task")
      .values({
        id: task,
        agent_id: agent,
        repository_id: repository,
        kind: "backup",
        origin: "manual",
        status: "running",
        spec_json: "{}",
        limits_json: "{}",
        attempt: 1,
        cancel_requested: 0,
        retries: 0,
        crashes: 0,
        created_at: AT,
      })
      .execute();
    await tx
      .insertInto("run")
      .values({
        id,
        task_id: task,
        attempt: 1,
        kind: "backup",
        origin: "manual",
        agent_id: agent,
        repository_id: repository,
        repository_name: "Disk",
        status: "running",
        started_at: AT,
        item_count: 0,
        log_chunks: 0,
        log_bytes: 0,
        log_cut_bytes: 0,
        ...changes,
      })
      .execute();
  });
}
