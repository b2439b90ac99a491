import type { Logger } from "pino";

const PATIENCE_MS = 9_000;
/** Ctrl-C reaches the whole group of processes, and npm passes it on once more: that is one wish, not two. */
const SAME_WISH_MS = 300;

type Deps = { log: Logger; leave: (code: number) => void; now?: () => number };

/** Ends the core once: drains after the first wish, leaves at once after a second, and never takes 10 seconds. */
export function createStopping({ log, leave, now = () => performance.now() }: Deps) {
  let askedAt: number | undefined;
  let stopCore: (() => Promise<void>) | undefined;

  async function drain(stop: () => Promise<void>): Promise<void> {
    try {
      await stop();
      log.info("Holdfast has stopped");
      leave(0);
    } catch (error) {
      log.error({ err: error }, "Holdfast stopped, but not cleanly");
      leave(1);
    }
  }

  function leaveTheRest(): void {
    log.warn("Stopping took too long; what is left is taken up at the next start");
    leave(0);
  }

  return {
    ask(why: string): void {
      if (askedAt !== undefined) {
        if (now() - askedAt > SAME_WISH_MS) leave(1);
        return;
      }
      askedAt = now();
      log.info({ why }, "Stopping; running work is interrupted and taken up again at the next start");
      setTimeout(leaveTheRest, PATIENCE_MS).unref();
      if (stopCore !== undefined) void drain(stopCore);
    },
    /** A wish that came while the core was starting is fulfilled now. */
    started(stop: () => Promise<void>): void {
      stopCore = stop;
      if (askedAt !== undefined) void drain(stop);
    },
  };
}
