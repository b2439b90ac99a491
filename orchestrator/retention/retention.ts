import type { FastifyBaseLogger } from "fastify";
import type { Database } from "../db/database.ts";
import { toInstant } from "../ids.ts";
import type { Metrics } from "../metrics/metrics.ts";
import { readSettings } from "../settings/settings.store.ts";
import { expireLogs } from "./expire-logs.ts";
import { expireRest } from "./expire-rest.ts";
import { expireRuns } from "./expire-runs.ts";
import { giveSpaceBack } from "./give-space-back.ts";
import { steadyToday } from "./steady-today.ts";

type Deps = { db: Database; monotonicMs: () => number; metrics: Metrics; log: FastifyBaseLogger };

const FIRST_AFTER_MS = 10 * 60_000;
const EVERY_MS = 60 * 60_000;
const DAY_MS = 86_400_000;
/** With a tick every ten seconds that is 1.8 million rows an hour, and no tick waits for long. */
const STEPS_A_TICK = 25;

/** Ten minutes after the start and then once an hour what has become too old goes, some steps with each tick. */
export function createRetention(deps: Deps): (now: Date) => Promise<void> {
  const { monotonicMs } = deps;
  let dueAt = monotonicMs() + FIRST_AFTER_MS;
  let steps: AsyncGenerator<void> | undefined;

  return async (now) => {
    if (steps === undefined && monotonicMs() < dueAt) return;
    if (steps === undefined) dueAt = monotonicMs() + EVERY_MS;
    steps ??= sweep(deps, now);
    try {
      for (let step = 0; step < STEPS_A_TICK; step += 1) {
        if ((await steps.next()).done !== true) continue;
        steps = undefined;
        return;
      }
    } catch (error) {
      steps = undefined;
      throw error;
    }
  };
}

/** Everything that is too old, a small change a step. */
export async function* sweep(
  { db, metrics, log }: Omit<Deps, "monotonicMs">,
  now: Date,
): AsyncGenerator<void> {
  const settings = await readSettings(db.read);
  const today = await db.write((tx) => steadyToday(tx, now));
  const daysAgo = (days: number) => toInstant(new Date(today.getTime() - days * DAY_MS));
  const before = await expiredSoFar(metrics);
  yield* expireLogs({ db, metrics }, { ...settings, olderThan: daysAgo(settings.keepLogsDays) });
  yield* expireRuns({ db, metrics }, daysAgo(settings.keepRunsDays));
  yield* expireRest({ db, metrics }, daysAgo(settings.keepRunsDays));
  yield* giveSpaceBack(db);
  const expired = (await expiredSoFar(metrics)) - before;
  if (expired > 0) log.info({ expired }, "removed what is older than it is kept");
}

async function expiredSoFar({ expired }: Metrics): Promise<number> {
  return (await expired.get()).values.reduce((sum, { value }) => sum + value, 0);
}
