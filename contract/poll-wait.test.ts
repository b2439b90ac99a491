import { expect, test } from "vitest";
import { createPollWait } from "./poll-wait.ts";

test.for([
  { own: undefined, asked: undefined, waits: 25 },
  { own: 40, asked: undefined, waits: 40 },
  { own: undefined, asked: 50, waits: 50 },
  { own: undefined, asked: 0, waits: 5 },
  { own: undefined, asked: 3_600, waits: 55 },
  { own: 20, asked: 50, waits: 20 },
  { own: 20, asked: 10, waits: 10 },
])("with $own set here and $asked asked for, a poll waits $waits s", ({ own, asked, waits }) => {
  const pollWait = createPollWait(own);

  pollWait.ask(asked);

  expect(pollWait.seconds()).toBe(waits);
});
