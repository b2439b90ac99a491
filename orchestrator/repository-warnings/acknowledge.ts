import type { Tx } from "../db/database.ts";
import { toInstant } from "../ids.ts";

type Given = { repositoryId: string; warningIds: string[] | undefined; actor: string };

/**
 * A person has seen what is odd, and retention goes on. The doubted snapshots stay doubted: they take no place of one that a run made.
 * Returns what was acknowledged, in words.
 */
export async function acknowledge(
  tx: Tx,
  { repositoryId, warningIds, actor }: Given,
  now: Date,
): Promise<string[]> {
  const seen = await tx
    .updateTable("repository_warning")
    .set({ acknowledged_at: toInstant(now), acknowledged_by: actor })
    .where("repository_id", "=", repositoryId)
    .where("acknowledged_at", "is", null)
    .$if(warningIds !== undefined, (query) => query.where("id", "in", warningIds ?? []))
    .returning(["code", "message"])
    .execute();
  for (const [code, doubt] of [
    ["snapshot-unknown", "unknown"],
    ["snapshot-time", "time"],
  ] as const) {
    if (!seen.some((warning) => warning.code === code)) continue;
    await tx
      .updateTable("snapshot")
      .set({ doubt_seen_at: toInstant(now) })
      .where("repository_id", "=", repositoryId)
      .where("doubt", "=", doubt)
      .where("doubt_seen_at", "is", null)
      .execute();
  }
  return seen.map(({ message }) => message);
}
