import { afterEach, beforeEach, expect, test } from "vitest";
import { listTasks } from "#contract/tasks";
import { openPair, type Pair } from "./pair-for-tests.ts";

const MINUTE_MS = 60_000;

let pair: Pair;
beforeEach(async () => {
  pair = await openPair();
});
afterEach(() => pair.close());

const waysToMissIt = {
  sleeps: () => pair.live(11 * MINUTE_MS),
  restarts: async () => {
    pair.pass(11 * MINUTE_MS);
    await pair.restartFollower();
    await pair.live(1_000);
  },
};

test.each(Object.entries(waysToMissIt))(
  "a backup that was offered to a follower which then %s over it is told as what it was",
  async (_, missIt) => {
    await pair.assign((await pair.join()).agentId ?? "");
    await pair.live(59.75 * MINUTE_MS);
    expect((await pair.machine.poll()).tasks).toHaveLength(1);
    await missIt();
    const at = (ms: number) => new Date(pair.follower.clock.ms + ms).toISOString();
    const offer = await pair.machine.take();
    await pair.machine.report(offer, { startedAt: at(0), finishedAt: at(10_000) });
    await pair.live(20_000, 20_000);

    const { items } = await pair.upstream.admin(listTasks, { query: {} });
    expect(items.filter(({ kind }) => kind === "backup")).toMatchObject([{ status: "succeeded" }]);
  },
);
