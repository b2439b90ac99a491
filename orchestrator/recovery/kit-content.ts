import { type KitContent, kitContent } from "#contract/recovery";
import type { Tx } from "../db/database.ts";
import { stepsDone } from "../db/migrate.ts";
import { orchestratorId } from "../enrolments/orchestrator-id.ts";
import { accessOf } from "../repositories/open-repository.ts";
import type { Seal } from "../secrets/seal.ts";

/** What makes an orchestrator the one that its machines know; not its history. In the order in which rows name each other. */
export const IDENTITY_TABLES = [
  "setting",
  "account",
  "agent",
  "repository",
  "maintenance_plan",
  "policy",
  "policy_label",
  "assignment",
  "notice_channel",
] as const;

type Secrets = { seal: Seal; masterKey: Buffer };

export async function readKitContent(tx: Tx, { seal, masterKey }: Secrets, now: Date): Promise<KitContent> {
  const rows: Record<string, unknown[]> = {};
  const id = await orchestratorId(tx, now);
  for (const table of IDENTITY_TABLES) rows[table] = await tx.selectFrom(table).selectAll().execute();
  const repositories = await tx.selectFrom("repository").selectAll().orderBy("name").execute();
  return kitContent.parse({
    orchestratorId: id,
    masterKey: masterKey.toString("base64"),
    repositories: repositories.map((row) => ({
      id: row.id,
      name: row.name,
      resticId: row.restic_id,
      access: accessOf(row, seal),
      perAgent: row.per_agent === 1,
    })),
    schema: await stepsDone(tx),
    rows,
  });
}
