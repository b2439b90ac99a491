import { expect, test } from "vitest";
import { createLiveEvents } from "./live-events.ts";

const agentId = "0193c0de-0000-7000-8000-000000000001";

async function take(
  events: ReturnType<typeof createLiveEvents>,
  lastSeen: number | undefined,
  count: number,
) {
  const stop = new AbortController();
  const seen = [];
  for await (const one of events.follow(lastSeen, stop.signal)) {
    seen.push(one);
    if (seen.length === count) break;
  }
  stop.abort();
  return seen;
}

test("who comes back gets what was published meanwhile", async () => {
  const events = createLiveEvents();
  for (let index = 0; index < 5; index += 1) events.publish({ type: "agent", agentId });

  expect((await take(events, 3, 2)).map(({ number }) => number)).toEqual([4, 5]);
});

test("who was away too long, or knew another process, is told to read everything again", async () => {
  const events = createLiveEvents();
  for (let index = 0; index < 1_500; index += 1) events.publish({ type: "agent", agentId });

  expect((await take(events, 3, 1))[0]?.event).toEqual({ type: "reset" });
  expect((await take(events, 9_999, 1))[0]?.event).toEqual({ type: "reset" });
});
