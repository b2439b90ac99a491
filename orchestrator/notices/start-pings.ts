import type { Database } from "../db/database.ts";
import type { Seal } from "../secrets/seal.ts";
import { openChannel } from "./channel-parts.ts";
import type { Deliver } from "./deliver.ts";

type Deps = { db: Database; seal: Seal; deliver: Deliver };

/**
 * Tells the services that watch backups that one has begun. Of no use later, so it is tried once and not stored:
 * a start that came after the success would look like a backup that never ends.
 */
export function createStartPings({ db, seal, deliver }: Deps) {
  let known = new Set<string>();
  return async (signal: AbortSignal): Promise<void> => {
    const channels = await db.read
      .selectFrom("notice_channel")
      .selectAll()
      .where("kind", "=", "ping")
      .where("enabled", "=", 1)
      .execute();
    if (channels.length === 0) return;
    const running = await db.read
      .selectFrom("run")
      .select(["id", "policy_id"])
      .where("finished_at", "is", null)
      .where("kind", "=", "backup")
      .where("policy_id", "is not", null)
      .execute();
    const begun = running.filter(({ id }) => !known.has(id));
    known = new Set(running.map(({ id }) => id));
    await Promise.allSettled(
      channels.flatMap((channel) =>
        begun
          .filter(({ policy_id }) => channel.policy_id === null || channel.policy_id === policy_id)
          .map(({ id }) =>
            deliver(openChannel(seal, channel), { type: "ping", state: "start", runId: id }, signal),
          ),
      ),
    );
  };
}
