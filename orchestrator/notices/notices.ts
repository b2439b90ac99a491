import type { FastifyBaseLogger } from "fastify";
import { doubtfulProtections } from "../agents/protections.ts";
import type { Database } from "../db/database.ts";
import type { Metrics } from "../metrics/metrics.ts";
import type { Seal } from "../secrets/seal.ts";
import type { Deliver } from "./deliver.ts";
import { fillOutbox } from "./fill-outbox.ts";
import { noticeMorning } from "./notice-morning.ts";
import { noticeProtection } from "./notice-protection.ts";
import { noticeRepositories } from "./notice-repositories.ts";
import { noticeRuns } from "./notice-runs.ts";
import { expireNotices } from "./notices.store.ts";
import { giveUpOld, sendDue } from "./outbox.ts";
import { DAY_MS } from "./past.ts";
import { createStartPings } from "./start-pings.ts";

type Deps = {
  db: Database;
  seal: Seal;
  now: () => Date;
  /** Of the machine that the orchestrator runs on: its eight o'clock is the morning. */
  zone: string;
  deliver: Deliver;
  metrics: Metrics;
  log: FastifyBaseLogger;
};
export type Notices = ReturnType<typeof createNotices>;

/** Decides with each tick what people are told, and sends it beside the tick: a mail server that hangs holds nobody up. */
export function createNotices(deps: Deps) {
  const { db, now, zone, metrics, log } = deps;
  const stopping = new AbortController();
  const pingStarts = createStartPings(deps);
  let lastSweep = Number.NEGATIVE_INFINITY;
  let sending: Promise<void> | undefined;
  let isWanted = false;
  let isOldWanted = false;

  async function look(at: Date): Promise<void> {
    await noticeRepositories(db, at);
    await noticeProtection(db, await doubtfulProtections(db.read, at), at);
    await noticeMorning(db, at, zone);
  }

  async function sweep(at: Date): Promise<void> {
    if (Math.abs(at.getTime() - lastSweep) < DAY_MS) return;
    lastSweep = at.getTime();
    const gone = await db.write((tx) => expireNotices(tx, at));
    metrics.expired.inc({ what: "notice" }, gone);
  }

  /** One at a time; what became due meanwhile goes out afterwards. */
  async function send(): Promise<void> {
    while (isWanted && !stopping.signal.aborted) {
      isWanted = false;
      if (isOldWanted) await giveUpOld(deps);
      isOldWanted = false;
      await pingStarts(stopping.signal);
      await sendDue(deps, stopping.signal);
    }
  }

  return {
    async onTick(isMinute: boolean): Promise<void> {
      const at = now();
      await noticeRuns(db, at);
      if (isMinute) await look(at);
      for (const { noticeId, kind, subject } of await fillOutbox(db, at)) {
        metrics.notices.inc({ kind });
        log.info({ noticeId, kind, subject }, "notice told");
      }
      await sweep(at);
      isWanted = true;
      isOldWanted ||= isMinute;
      sending ??= send()
        .catch((error: unknown) => log.error({ err: error }, "notices could not be sent; tried again"))
        .finally(() => {
          sending = undefined;
        });
    },
    async stop(): Promise<void> {
      stopping.abort();
      await sending;
    },
  };
}
