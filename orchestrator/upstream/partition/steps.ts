import fc from "fast-check";
import { createTask } from "#contract/tasks";
import type { Weather } from "../pair-for-tests.ts";
import { MINUTE_MS, PERIOD_MS, type Stage } from "./stage.ts";

const minutes = (from: number, to: number) => fc.integer({ min: from, max: to });

const steps = {
  live: fc.record({ kind: fc.constant("live" as const), minutes: minutes(1, 6) }),
  work: fc.record({ kind: fc.constant("work" as const), ends: fc.constantFrom("well", "badly", "not yet") }),
  weather: fc.record({
    kind: fc.constant("weather" as const),
    weather: fc.constantFrom<Weather>(
      "fine",
      "fine",
      "cut",
      "cut",
      "changing",
      "changing",
      "reply lost",
      "twice",
    ),
  }),
  restart: fc.record({
    kind: fc.constant("restart" as const),
    who: fc.constantFrom("upstream", "follower"),
    how: fc.constantFrom("stop", "kill"),
  }),
  away: fc.record({
    kind: fc.constant("away" as const),
    who: fc.constantFrom("upstream", "follower"),
    slots: fc.integer({ min: 1, max: 4 }),
    works: fc.boolean(),
  }),
  clock: fc.record({
    kind: fc.constant("clock" as const),
    who: fc.constantFrom("upstream", "follower"),
    minutes: minutes(-40, 40),
  }),
  ask: fc.record({ kind: fc.constant("ask" as const) }),
};

const anyStep = fc.oneof(
  { arbitrary: steps.live, weight: 6 },
  { arbitrary: steps.work, weight: 6 },
  { arbitrary: steps.weather, weight: 4 },
  { arbitrary: steps.restart, weight: 2 },
  { arbitrary: steps.away, weight: 3 },
  { arbitrary: steps.clock, weight: 1 },
  { arbitrary: steps.ask, weight: 1 },
);
export type Step = typeof anyStep extends fc.Arbitrary<infer T> ? T : never;

export const stepsOf = (longest: number) => fc.array(anyStep, { maxLength: longest, size: "max" });

export async function step(stage: Stage, one: Step): Promise<void> {
  const { pair } = stage;
  stage.story.push(JSON.stringify(one));
  switch (one.kind) {
    case "live":
      return stage.live(one.minutes * MINUTE_MS);
    case "work":
      await stage.take();
      if (one.ends !== "not yet") await stage.finish(one.ends === "well");
      return;
    case "weather":
      pair.link.weather = one.weather;
      return;
    case "restart":
      return restart(stage, one);
    case "away":
      return beAway(stage, one);
    case "clock":
      pair[one.who].clock.ms += one.minutes * MINUTE_MS;
      return;
    case "ask":
      await pair.upstream.admin(createTask, {
        body: { kind: "backup", policyId: stage.policyId, agentId: stage.agentId },
      });
  }
}

/** A core that goes takes its agent with it, and what that was at. */
async function restart(
  { pair, held }: Stage,
  { who, how }: Extract<Step, { kind: "restart" }>,
): Promise<void> {
  if (who === "upstream") {
    await (how === "stop" ? pair.upstream.restart() : pair.upstream.kill());
    return;
  }
  const { offer } = held;
  held.offer = undefined;
  await pair.restartFollower(how);
  if (offer === undefined) return;
  await pair.machine
    .report(offer, {
      outcome: "interrupted",
      interruptedBy: how === "stop" ? "shutdown" : "crash",
      snapshotId: undefined,
      summary: undefined,
      logChunks: undefined,
    })
    .catch(() => undefined);
}

/** One is off or asleep over some slots; the other goes on, and looks when they are due and when they would be covered. */
async function beAway(stage: Stage, { who, slots, works }: Extract<Step, { kind: "away" }>): Promise<void> {
  const { pair } = stage;
  const { weather } = pair.link;
  pair.link.weather = "cut";
  const awake = who === "upstream" ? pair.follower : pair.upstream;
  for (let slot = 0; slot < slots; slot += 1) {
    const untilNext = PERIOD_MS - (awake.clock.ms % PERIOD_MS);
    for (const ms of [Math.max(untilNext - 10_000, 1_000), 50_000, 50_000, 50_000, 50_000]) {
      pair.pass(ms);
      await awake.tick();
      if (who === "upstream") await pair.follower.round();
    }
    if (who !== "upstream" || !works) continue;
    await stage.take();
    await stage.finish(true);
  }
  pair.link.weather = weather;
}
