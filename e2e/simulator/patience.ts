import { setTimeout as sleep } from "node:timers/promises";
import { ProblemError } from "#contract/call";
import { type Link, LinkDown } from "./link.ts";

type Deps = { link: Link; random: () => number; signal: AbortSignal };
const RETRY_MS = 2_000;

/** How a machine waits: it sleeps through what it sleeps through, and asks until somebody answers. */
export function createPatience({ link, random, signal }: Deps) {
  async function pause(ms: number): Promise<void> {
    await sleep(ms, undefined, { signal });
    await link.whenUp();
  }

  return {
    pause,
    async untilAnswered<T>(ask: () => Promise<T>): Promise<T> {
      for (;;) {
        const answer = await ask().catch((error: unknown) => ({ waitMs: waitAfter(error, random) }));
        if (!isWait(answer)) return answer;
        await pause(answer.waitMs);
      }
    },
  };
}

const isWait = (answer: unknown): answer is { waitMs: number } =>
  typeof answer === "object" && answer !== null && "waitMs" in answer;

/** Throws where asking again would bring the same. */
function waitAfter(error: unknown, random: () => number): number {
  if (error instanceof LinkDown) return 0;
  const ownMs = RETRY_MS * (0.5 + random());
  if (!(error instanceof ProblemError)) return ownMs;
  if (error.problem.status < 500) throw error;
  return Math.max(ownMs, (error.retryAfterSeconds ?? 0) * 1_000);
}
