import { setTimeout as sleep } from "node:timers/promises";
import { heartbeat, pollTasks } from "#contract/agent-protocol";
import { type Call, createCaller, pathOf } from "#contract/call";
import { answerQuestion, type Question } from "#contract/questions";
import type { TaskOffer } from "#contract/task";
import { doTask, type Kept } from "./do-task.ts";
import { createLink, LinkDown, type Target } from "./link.ts";
import { createPatience } from "./patience.ts";
import type { Tally } from "./tally.ts";
import { drawAbsence, type Temper } from "./temper.ts";

export type JoinedMachine = { agentId: string; agentKey: string; heartbeatSeconds: number; temper: Temper };
type Deps = {
  target: Target;
  tally: Tally;
  random: () => number;
  backupSeconds: number;
  onOffer: (offer: TaskOffer) => void;
  onKept: (kept: Kept) => void;
};

const POLL_SECONDS = 25;
const PLACES = 2;

/** A machine that lives as one does: it beats, polls, works, sleeps, and loses its network. */
export function startMachine(deps: Deps, { agentId, agentKey, heartbeatSeconds, temper }: JoinedMachine) {
  const { random, tally } = deps;
  const link = createLink(deps.target, tally);
  const ended = new AbortController();
  const running = new Map<string, { taskId: string; attempt: number }>();
  const startedAt = performance.now();
  let roams = temper.isLaptop;
  let takesWork = true;
  const authorization = `Bearer ${agentKey}`;
  const direct = createCaller({ baseUrl: "", fetch: link.fetch, headers: () => ({ authorization }) });
  const { pause, untilAnswered } = createPatience({ link, random, signal: ended.signal });
  const call: Call = async (target, input, options) => {
    await pause(temper.lagMs);
    return direct(target, input, options);
  };

  async function beat(): Promise<void> {
    await pause(random() * heartbeatSeconds * 1_000);
    for (;;) {
      const free = Math.round(temper.diskBytes * (0.3 + random() * 0.01));
      await untilAnswered(() =>
        call(heartbeat, {
          params: { id: agentId },
          body: {
            ...{ appVersion: "0.1.0", resticVersion: "0.19.1", timeZone: "Europe/Berlin", load: random() },
            ...{
              uptimeSeconds: Math.round((performance.now() - startedAt) / 1_000),
              sentAt: new Date().toISOString(),
            },
            disks: [{ mountPath: "/", totalBytes: temper.diskBytes, freeBytes: free }],
            running: [...running.values()],
          },
        }),
      );
      await pause(heartbeatSeconds * 1_000);
    }
  }

  async function poll(): Promise<void> {
    for (;;) {
      const limit = takesWork ? Math.max(0, PLACES - running.size) : 0;
      const { tasks, questions } = await untilAnswered(() =>
        call(pollTasks, { params: { id: agentId }, query: { wait: POLL_SECONDS, limit } }),
      );
      for (const question of questions) void refuse(question).catch(noteUnlessEnded);
      for (const offer of tasks) void work(offer).catch(noteUnlessEnded);
      if (tasks.length + questions.length === 0) await pause(100 + random() * 100);
    }
  }

  async function work(offer: TaskOffer): Promise<void> {
    if (!takesWork || running.has(offer.taskId)) return;
    running.set(offer.taskId, { taskId: offer.taskId, attempt: offer.attempt });
    deps.onOffer(offer);
    try {
      const kept = await doTask({ ...deps, call, agentId, pause, untilAnswered }, offer);
      if (kept !== undefined) deps.onKept(kept);
    } finally {
      running.delete(offer.taskId);
    }
  }

  /** It has no restic that could look. */
  async function refuse({ questionId }: Question): Promise<void> {
    const error = { code: "internal", message: "A simulated machine has nothing to look at." };
    const path = pathOf(answerQuestion, { params: { id: agentId, questionId } });
    await link.fetch(path, {
      method: answerQuestion.method,
      headers: { authorization, "content-type": answerQuestion.requestMedia },
      body: `${JSON.stringify({ error })}\n`,
    });
  }

  async function goAway(): Promise<void> {
    while (roams) {
      const { afterMs, lastsMs } = drawAbsence(random);
      await sleep(afterMs, undefined, { signal: ended.signal });
      if (!roams) return;
      link.cut();
      await sleep(lastsMs, undefined, { signal: ended.signal });
      link.mend();
    }
  }

  function noteUnlessEnded(error: unknown): void {
    if (ended.signal.aborted || error instanceof LinkDown) return;
    tally.fault(`a machine gave up: ${error instanceof Error ? error.message : error}`);
  }
  for (const life of [beat, poll, goAway]) void life().catch(noteUnlessEnded);

  return {
    agentId,
    isBusy: () => running.size > 0,
    runningCount: () => running.size,
    isAway: () => link.isDown(),
    reachedAt: () => link.reachedAt(),
    /** Awake for good, it ends what it is at and begins nothing more. */
    comeToRest(): void {
      takesWork = false;
      roams = false;
      link.mend();
    },
    stop(): void {
      ended.abort();
      link.cut();
      link.close();
    },
  };
}
export type Machine = ReturnType<typeof startMachine>;
