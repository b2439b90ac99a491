import { randomBytes } from "node:crypto";
import type { TaskOffer } from "#contract/task";
import { openPair } from "../pair-for-tests.ts";

/** What the machine of the follower did, by its own word. */
export type Done = { slotKey: string | undefined; snapshotId: string; log: string };

export const MINUTE_MS = 60_000;
export const PERIOD_MS = 15 * MINUTE_MS;

/** An orchestrator, a follower with a backup every quarter of an hour, and a machine that does as it is told. */
export async function openStage() {
  const pair = await openPair();
  const agentId = (await pair.join()).agentId ?? "";
  const schedules = { backup: { every: "15m" } };
  const { policy } = await pair.assign(agentId, { schedules });
  const held: { offer: TaskOffer | undefined } = { offer: undefined };
  return {
    pair,
    agentId,
    policyId: policy.id,
    startedAt: pair.upstream.clock.ms,
    done: [] as Done[],
    story: [] as string[],
    held,

    async take(): Promise<void> {
      held.offer ??= await pair.machine.take().catch(() => undefined);
    },

    /** Ends what it works on; a report that is not wanted is none of its doing. */
    async finish(isGood: boolean): Promise<void> {
      const { offer } = held;
      if (offer === undefined) return;
      held.offer = undefined;
      const snapshotId = randomBytes(32).toString("hex");
      const log = `${offer.taskId} attempt ${offer.attempt}`;
      const at = new Date(pair.follower.clock.ms).toISOString();
      try {
        await pair.machine.log(offer, 0, `${at} info ${log}\n`);
        await pair.machine.report(offer, {
          startedAt: at,
          finishedAt: at,
          logChunks: 1,
          ...(isGood
            ? { snapshotId }
            : {
                outcome: "failure",
                snapshotId: undefined,
                summary: undefined,
                failure: { code: "repository-locked", message: "Somebody else is at work." },
              }),
        });
        if (isGood) this.done.push({ slotKey: offer.slot?.key, snapshotId, log });
      } catch {
        this.story.push("a report was refused");
      }
    },

    /** So long both are awake, and what has to be done is done. */
    async live(ms: number): Promise<void> {
      for (let left = ms; left > 0; left -= 50_000) {
        pair.pass(Math.min(left, 50_000));
        await pair.upstream.tick();
        await pair.follower.tick();
        await pair.follower.round();
      }
    },
  };
}

export type Stage = Awaited<ReturnType<typeof openStage>>;
