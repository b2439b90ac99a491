import { statSync } from "node:fs";
import { join } from "node:path";
import type { FastifyBaseLogger } from "fastify";
import type { Metrics } from "../metrics/metrics.ts";
import { backupPath, listBackups, removeOldBackups } from "./backup-files.ts";
import { markSuspect } from "./check-database.ts";
import { copyDatabase } from "./copy-database.ts";
import type { Database } from "./database.ts";

type Deps = {
  dataDir: string;
  db: Database;
  now: () => Date;
  monotonicMs: () => number;
  metrics: Metrics;
  log: FastifyBaseLogger;
};

const DAY_MS = 86_400_000;
/** A start has better things to do. */
const FIRST_AFTER_MS = 5 * 60_000;
const AGAIN_AFTER_FAILURE_MS = 60 * 60_000;
const LARGE_WAL_BYTES = 64 * 1024 * 1024;

/** The daily internal backup of the database, in a thread of its own, and an eye on the size of its write-ahead log. */
export function createOwnBackups({ dataDir, db, now, monotonicMs, metrics, log }: Deps) {
  const file = join(dataDir, "holdfast.db");
  let notBefore = monotonicMs() + FIRST_AFTER_MS;
  let copying: ReturnType<typeof copyDatabase> | undefined;
  let working: Promise<void> | undefined;

  function isDue(): boolean {
    const [newest] = listBackups(dataDir);
    const age = newest === undefined ? undefined : now().getTime() - newest.at.getTime();
    metrics.backupAge.set(age === undefined ? -1 : age / 1_000);
    // One from the future was made by a clock that has been put right since.
    return age === undefined || age >= DAY_MS || age < -DAY_MS;
  }

  async function backUp(): Promise<void> {
    const target = backupPath(dataDir, now());
    const begun = monotonicMs();
    copying = copyDatabase(file, target);
    const answer = await copying.done;
    if (answer.message === undefined) {
      removeOldBackups(dataDir);
      metrics.backupAge.set(0);
      log.info({ target, ms: Math.round(monotonicMs() - begun) }, "backed up the database");
      return;
    }
    notBefore = monotonicMs() + AGAIN_AFTER_FAILURE_MS;
    if (answer.isDamage) {
      markSuspect(file);
      log.error(
        { found: answer.message },
        "The database is damaged. Restart Holdfast: it then puts the newest good internal backup in its place",
      );
    } else
      log.error({ found: answer.message }, "The database could not be backed up; tried again in an hour");
  }

  return {
    async onTick(): Promise<void> {
      const bytes = statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0;
      metrics.walBytes.set(bytes);
      if (working !== undefined) return;
      if (bytes > LARGE_WAL_BYTES) {
        log.warn({ bytes }, "the write-ahead log of the database has grown; it is emptied");
        await db.emptyWal();
      }
      if (monotonicMs() < notBefore || !isDue()) return;
      working = backUp().finally(() => {
        working = undefined;
        copying = undefined;
      });
      working.catch((error: unknown) => log.error({ err: error }, "the database could not be backed up"));
    },
    /** Until the backup that is under way has ended. */
    idle: async () => void (await working?.catch(() => undefined)),
    async stop(): Promise<void> {
      await copying?.stop();
      await working?.catch(() => undefined);
    },
  };
}
export type OwnBackups = ReturnType<typeof createOwnBackups>;
