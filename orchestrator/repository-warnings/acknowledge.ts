import type { Tx } from "../db/database.ts";
import { toInstant } from "../ids.ts";

type Given = { repositoryId: string; warningIds: string[] | undefined; actor: string };

/** A person takes what is odd for right: the doubted snapshots are believed from now on. Returns what was acknowledged, in words. */
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
      .set({ doubt: null })
      .where("repository_id", "=", repositoryId)
      .where("doubt", "=", doubt)
      .execute();
  }
  return seen.map(({ message }) => message);
}
