import type { FastifyBaseLogger } from "fastify";
import type { NewestFacts } from "./agents/newest-facts.ts";
import { endPauses } from "./agents/pause-agent.ts";
import type { Presence } from "./agents/presence.ts";
import { createSamplePruner } from "./agents/samples.ts";
import { sweepPresence } from "./agents/sweep-presence.ts";
import { expireConsents } from "./consents/answer-consent.ts";
import type { Database } from "./db/database.ts";
import type { OwnBackups } from "./db/own-backups.ts";
import type { Publish } from "./events/live-events.ts";
import type { HealthWatch } from "./health/health-watch.ts";
import { toInstant } from "./ids.ts";
import type { Lan } from "./lan/lan.ts";
import { enqueueMaintenanceDue, replanMaintenanceAstray } from "./maintenance/enqueue-maintenance-due.ts";
import type { Metrics } from "./metrics/metrics.ts";
import type { MovedState } from "./move/moved.ts";
import type { Notices } from "./notices/notices.ts";
import type { Discovery } from "./pairing/discovery.ts";
import { createRetention } from "./retention/retention.ts";
import type { Others } from "./schedule/due-moment.ts";
import { enqueueDue } from "./schedule/enqueue-due.ts";
import type { Enqueued } from "./schedule/enter-due.ts";
import { createTakeBackFuture } from "./schedule/take-back-future.ts";
import type { Tick } from "./schedule/ticker.ts";
import { listDaily } from "./snapshots/list-daily.ts";
import type { Leases } from "./tasks/leases.ts";
import { forgiveSilence, sweepLeases, takeBackOffers } from "./tasks/sweep-leases.ts";
import type { TaskNews } from "./tasks/task-news.ts";
import { agentsWithDueTasks } from "./tasks/tasks.store.ts";
import type { WaitingPolls } from "./tasks/waiting-polls.ts";

type Deps = {
  db: Database;
  moved: Pick<MovedState, "to">;
  now: () => Date;
  lan: Lan;
  discovery: Pick<Discovery, "onTick">;
  others: Others;
  presence: Presence;
  newestFacts: NewestFacts;
  leases: Leases;
  polls: WaitingPolls;
  news: TaskNews;
  metrics: Metrics;
  notices: Notices;
  health: HealthWatch;
  publish: Publish;
  log: FastifyBaseLogger;
  monotonicMs: () => number;
  ownBackups: OwnBackups | undefined;
};
/** `isMinute` once in about a minute, and whenever a step must not wait. */
type Step = (tick: Tick & { isMinute: boolean }) => Promise<void>;

/** A little less, for ticks do not come to the millisecond. */
const ALMOST_A_MINUTE_MS = 55_000;

/** What happens every few seconds, each thing apart from the others: a step that fails is logged and tried again with its next turn. */
export function createTickWork(deps: Deps): (tick: Tick) => Promise<void> {
  const { db, leases, polls, news, metrics, publish, log, monotonicMs } = deps;

  const pruneSamples = createSamplePruner(db);
  const expire = createRetention(deps);
  const takeBackFuture = createTakeBackFuture(db);
  function tellOfSlot(task: Enqueued): void {
    metrics.slots.inc();
    news.taskAdded(task);
    publish({ type: "slot", policyId: task.policyId, agentId: task.agentId });
  }

  const steps: Record<string, Step> = {
    "plans of a clock that ran ahead": onceAMinute((tick) => takeBackFuture(tick)),
    "maintenance that would never come due": onceAMinute((tick) => replanMaintenanceAstray(db, tick)),
    async "due slots"({ now, absence }) {
      for await (const tasks of enqueueDue(db, now, absence, deps.others)) {
        for (const task of tasks) tellOfSlot(task);
      }
    },
    "pauses that are over": onceAMinute(async ({ now }) => {
      for (const agentId of await endPauses(db, now)) publish({ type: "agent", agentId });
    }),
    async "old samples"({ now }) {
      await pruneSamples(now);
    },
    async "due maintenance"({ now, absence }) {
      for (const task of await enqueueMaintenanceDue(db, now, absence)) {
        metrics.slots.inc();
        news.taskAdded(task);
      }
    },
    "daily listings": onceAMinute(async ({ now }) => {
      for (const task of await listDaily(db, now)) news.taskAdded(task);
    }),
    async "silent runs"({ wasAsleep, gapMs }) {
      if (wasAsleep) await forgiveSilence(db, gapMs);
      for (const task of await sweepLeases(deps)) {
        if (task.status !== "unreachable") metrics.runs.inc({ kind: task.kind, outcome: "lost" });
        news.taskChanged(task);
      }
    },
    "offers that nobody took": onceAMinute(async ({ now }) => {
      for (const task of await takeBackOffers(db, now)) news.taskChanged(task);
    }),
    async "silent machines"() {
      for (const agentId of await sweepPresence(deps)) {
        log.warn({ agentId }, "agent went offline");
        publish({ type: "agent", agentId });
      }
    },
    "restores that nobody allowed": onceAMinute(async ({ now }) => {
      for (const task of await expireConsents(db, now)) news.taskChanged(task);
    }),
    "facts of machines": () => deps.newestFacts.writeOld(),
    async certificate() {
      await deps.lan.renewLeaf();
    },
    discovery: () => deps.discovery.onTick(),
    async "waiting tasks"({ now }) {
      for (const agentId of await agentsWithDueTasks(db.read, toInstant(now))) polls.wake(agentId);
    },
    "old runs and logs": ({ now }) => expire(now),
    notices: ({ isMinute }) => deps.notices.onTick(isMinute),
    "health of repositories": onceAMinute(() => deps.health.onTick()),
    async "backup of the database"() {
      await deps.ownBackups?.onTick();
    },
  };

  let minuteDue = Number.NEGATIVE_INFINITY;

  return async (tick) => {
    if (tick.wasAsleep) {
      log.warn("woke from sleep, or the clock was set");
      leases.extendAll();
      deps.others.woke();
    }
    // Everything is decided elsewhere now.
    if (deps.moved.to() !== undefined) return;
    const isMinute = tick.isAsked || tick.wasAsleep || tick.gapMs < 0 || monotonicMs() >= minuteDue;
    if (isMinute) minuteDue = monotonicMs() + ALMOST_A_MINUTE_MS;
    for (const [step, take] of Object.entries(steps)) {
      await take({ ...tick, isMinute }).catch((error: unknown) =>
        log.error({ err: error, step }, "a step of the tick failed"),
      );
    }
  };
}

/** For what can wait so long: a look costs the same whether there is something to do or not. */
function onceAMinute(work: Step): Step {
  return async (tick) => {
    if (tick.isMinute) await work(tick);
  };
}
