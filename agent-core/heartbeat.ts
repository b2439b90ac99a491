import { heartbeat } from "#contract/agent-protocol";
import type { PollWait } from "#contract/poll-wait";
import { pathTokens } from "#contract/source-path";
import type { AgentMetrics } from "./agent-metrics.ts";
import { pause, waitAfter } from "./backoff.ts";
import type { ClockOffset } from "./clock-offset.ts";
import type { HostFacts } from "./facts/heartbeat-facts.ts";
import type { Log } from "./log.ts";
import { readRules } from "./rules/agent-rules.ts";
import type { Session } from "./session.ts";
import type { SleepWatch } from "./sleep-watch.ts";
import type { People } from "./tasks/source-roots.ts";

type Running = { taskId: string; attempt: number };
type Deps = {
  session: Session;
  log: Log;
  appVersion: string;
  resticVersion: () => Promise<string | undefined>;
  places: () => Promise<People>;
  rulesFile: string;
  running: () => Running[];
  cancel: (taskId: string) => void;
  pollWait: PollWait;
  onWake: SleepWatch["onWake"];
  clock: ClockOffset;
  hostFacts: HostFacts;
  metrics: AgentMetrics;
  now: () => Date;
  signal: AbortSignal;
};

const ANSWER_MS = 30_000;

/** Says in a fixed rhythm that the machine is there and what it runs; resolves when the signal ends it. */
export async function beat(deps: Deps): Promise<void> {
  const { session, signal, log } = deps;
  let intervalSeconds = session.heartbeatSeconds();
  let failures = 0;
  while (!signal.aborted) {
    let waitMs = intervalSeconds * 1_000;
    try {
      const reply = await sendOne(deps);
      failures = 0;
      deps.metrics.noteHeartbeat(true);
      intervalSeconds = Math.max(1, reply.heartbeatIntervalSeconds);
      waitMs = intervalSeconds * 1_000;
      for (const taskId of reply.cancel) deps.cancel(taskId);
      deps.pollWait.ask(reply.pollWaitSeconds);
    } catch (error) {
      if (signal.aborted) return;
      deps.metrics.noteHeartbeat(false);
      waitMs = Math.min(waitMs, waitAfter(error, failures++));
      log.warn({ err: error, waitMs }, "the heartbeat did not get through");
    }
    await pauseUntilWaking(deps, waitMs);
  }
}

async function pauseUntilWaking({ onWake, signal }: Deps, waitMs: number): Promise<void> {
  const woken = new AbortController();
  const stopListening = onWake(() => woken.abort());
  await pause(waitMs, AbortSignal.any([signal, woken.signal]));
  stopListening();
}

async function sendOne(deps: Deps) {
  const { session, appVersion, resticVersion, places, running, clock, hostFacts, now, signal } = deps;
  const [placeOf, ...others] = await places();
  const read = await readRules(deps.rulesFile);
  const body = await hostFacts({
    appVersion,
    resticVersion: (await resticVersion()) ?? null,
    sentAt: now().toISOString(),
    running: running().slice(0, 100),
    restoreWithoutAsking: "rules" in read && read.rules.restoreWithoutAsking,
    // Of several people nobody's folders are those of the machine.
    ...(placeOf !== undefined &&
      others.length === 0 && {
        folders: Object.fromEntries(pathTokens.map((token) => [token, placeOf(token)])),
      }),
  });
  const sentAt = now().getTime();
  const reply = await session.call(
    heartbeat,
    { params: { id: session.agentId() }, body },
    { signal: AbortSignal.any([signal, AbortSignal.timeout(ANSWER_MS)]) },
  );
  clock.note(reply.serverTime, sentAt, now().getTime());
  return reply;
}
