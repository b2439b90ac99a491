import type { TaskOffer } from "#contract/task";
import { pause } from "../backoff.ts";
import { unlessAborted } from "../in-time.ts";
import type { Reporting } from "../report/open-reporting.ts";
import { interruptions } from "../restic/failure-messages.ts";
import { stoppedWithoutRestic, type TaskEnd } from "../restic/judge-end.ts";
import type { StopSwitch } from "../stop-signal.ts";
import { phase } from "./progress-of.ts";
import { reachFirst } from "./reach-first.ts";

type Deps = {
  inherited: Record<string, string>;
  awakeMs: () => number;
  reach?: typeof reachFirst;
  lookAgainMs?: number;
};
type Attempt = { offer: Pick<TaskOffer, "repository">; stop: StopSwitch; reporting: Reporting };

/** So long after a sleep a network that is missing may still come back. */
const NETWORK_MS = 10 * 60_000;
const LOOK_AGAIN_MS = 10_000;

/** A machine is awake before its network is: the repository gets ten minutes from the waking on. */
export async function reachAfterSleep(
  { inherited, awakeMs, reach = reachFirst, lookAgainMs = LOOK_AGAIN_MS }: Deps,
  { offer, stop, reporting }: Attempt,
): Promise<TaskEnd | undefined> {
  let isTold = false;
  for (;;) {
    const unreachable = await unlessAborted(reach(offer.repository, inherited), stop.signal);
    if (stop.signal.aborted) return stoppedWithoutRestic(stop);
    if (unreachable === undefined || awakeMs() > NETWORK_MS) return unreachable;
    if (!isTold) reporting.log.info("The machine has just woken up; waiting for its network.");
    isTold = true;
    reporting.report(phase("waiting for the network"));
    await pause(lookAgainMs, stop.signal);
  }
}

/** The last look may begin within the ten minutes and end after them. */
const LAST_LOOK_MS = 2 * 60_000;

/** What failed for want of a network soon after a sleep says nothing about the repository: it is put off. */
export function postponedAfterSleep(end: TaskEnd, awakeMs: number): TaskEnd {
  const { failure } = end;
  if (failure?.code !== "repository-unreachable" || awakeMs > NETWORK_MS + LAST_LOOK_MS) return end;
  return {
    ...end,
    outcome: "interrupted",
    interruptedBy: "sleep",
    failure: { ...failure, message: interruptions.offline },
  };
}
