import type { SnapshotEntry } from "#contract/outcome";
import type { Tx } from "../db/database.ts";
import type { Maker } from "./makers.ts";

const AROUND_MS = 10 * 60_000;

/** What explains a snapshot that no report has named: its run may still be under way, or it ended without a word. */
export async function readExpected(tx: Tx, repositoryId: string) {
  const open = await tx
    .selectFrom("task")
    .select(["agent_id", "policy_id"])
    .where("repository_id", "=", repositoryId)
    .where("kind", "=", "backup")
    .where("finished_at", "is", null)
    .where("attempt", ">", 0)
    .execute();
  const isOf = (maker: Maker) => (one: { agent_id: string; policy_id: string | null }) =>
    maker.agent_id === one.agent_id && maker.policy_id === one.policy_id && one.policy_id !== null;

  return {
    /** Its report is still to come. */
    isAwaited: (maker: Maker) => open.some(isOf(maker)),
    /** A run that was cut off or lost at the time may have made it. */
    async isLeftBehind(maker: Maker, entry: SnapshotEntry): Promise<boolean> {
      if (maker.agent_id === null || maker.policy_id === null) return false;
      const at = Date.parse(entry.time);
      const from = new Date(at - 7 * 86_400_000).toISOString();
      const runs = await tx
        .selectFrom("run")
        .select(["started_at", "finished_at", "status"])
        .where("policy_id", "=", maker.policy_id)
        .where("agent_id", "=", maker.agent_id)
        .where("kind", "=", "backup")
        .where("started_at", ">=", from)
        .where("started_at", "<=", new Date(at + AROUND_MS).toISOString())
        .where("status", "in", ["interrupted", "lost", "failure", "cancelled"])
        .execute();
      return runs.some(
        ({ started_at, finished_at }) =>
          at >= Date.parse(started_at) - AROUND_MS &&
          (finished_at === null || at <= Date.parse(finished_at) + AROUND_MS),
      );
    },
  };
}
