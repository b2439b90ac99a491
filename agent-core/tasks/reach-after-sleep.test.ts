import { expect, test } from "vitest";
import { failed, type TaskEnd } from "../restic/judge-end.ts";
import { createStopSwitch } from "../stop-signal.ts";
import { accessTo } from "../testing/restic-session.ts";
import { silentRunLog } from "../testing/silent-log.ts";
import { postponedAfterSleep, reachAfterSleep } from "./reach-after-sleep.ts";

const MINUTE = 60_000;
const offer = { repository: accessTo("rest:http://nas/") };
const reporting = { log: silentRunLog, report: () => {}, close: async () => {} };

/** A network that is there after so many looks, on a machine that wakes up and ages a minute with each look. */
async function reach(looksNeeded: number, awakeAtFirst: number) {
  let looks = 0;
  const said: string[] = [];
  const end = await reachAfterSleep(
    {
      inherited: {},
      awakeMs: () => awakeAtFirst + looks * MINUTE,
      reach: async () => (++looks > looksNeeded ? undefined : failed("repository-unreachable")),
      lookAgainMs: 0,
    },
    {
      offer,
      stop: createStopSwitch(),
      reporting: { ...reporting, log: { ...silentRunLog, info: (text) => void said.push(text) } },
    },
  );
  return { end, looks, said };
}

test("after a sleep the network is waited for", async () => {
  const { end, looks, said } = await reach(4, 0);

  expect({ end, looks }).toEqual({ end: undefined, looks: 5 });
  expect(said).toHaveLength(1);
});

test("ten minutes after the sleep it is not waited for any longer, and without a sleep not at all", async () => {
  expect(await reach(99, 0)).toMatchObject({ looks: 11, end: { outcome: "failure" } });
  expect(await reach(99, Number.POSITIVE_INFINITY)).toMatchObject({ looks: 1, end: { outcome: "failure" } });
});

test("a run that is stopped while its repository is silent ends at once, as stopped", async () => {
  const stop = createStopSwitch();
  const waitForever = () => {
    stop.stop("shutdown");
    return new Promise<undefined>(() => {});
  };

  const end = await reachAfterSleep(
    { inherited: {}, awakeMs: () => 0, reach: waitForever },
    { offer, stop, reporting },
  );

  expect(end).toMatchObject({ outcome: "interrupted", interruptedBy: "shutdown" });
});

test("a network that is missing soon after a sleep puts the run off; any other failure stays one", () => {
  const unreachable: TaskEnd = failed("repository-unreachable");

  expect(postponedAfterSleep(unreachable, 11 * MINUTE)).toMatchObject({
    outcome: "interrupted",
    interruptedBy: "sleep",
    failure: { code: "repository-unreachable" },
  });
  expect(postponedAfterSleep(unreachable, 60 * MINUTE)).toEqual(unreachable);
  expect(postponedAfterSleep(failed("wrong-password"), MINUTE)).toEqual(failed("wrong-password"));
});
