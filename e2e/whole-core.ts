import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Call, createCaller } from "#contract/call";
import type { Task } from "#contract/tasks";
import { getTask } from "#contract/tasks";
import { type Place, startTestCore } from "../electron/cli/testing/holdfast-process.ts";
import { fetchWithin } from "./fetch-within.ts";

export type WholeCore = {
  url: string;
  agentId: string;
  /** With the rights of this computer's own shell. */
  call: Call;
  callWith(bearer: string): Call;
  token: string;
  pid: number;
  log(): string;
  /** As a power failure would end it: nobody is told. */
  kill(): Promise<void>;
  stop(): Promise<number | null>;
};

/** The core as a program of its own on any free port, spoken to over real HTTP. */
export async function startWholeCore(place: Place, ...flags: string[]): Promise<WholeCore> {
  const isPlaced = flags.includes("--listen");
  const core = await startTestCore(place, ...(isPlaced ? [] : ["--listen", "127.0.0.1:0"]), ...flags);
  const { token, pid } = JSON.parse(
    readFileSync(join(place.folder, "data", "run", "admin.json"), "utf8"),
  ) as { token: string; pid: number };
  const callWith = (bearer: string) =>
    createCaller({
      baseUrl: core.url,
      fetch: fetchWithin(place.within),
      headers: () => ({ authorization: `Bearer ${bearer}` }),
    });
  return {
    url: core.url,
    agentId: core.agentId ?? "",
    call: callWith(token),
    callWith,
    token,
    pid,
    log: core.log,
    async kill() {
      const ended = once(core.process, "close");
      process.kill(pid, "SIGKILL");
      await ended;
    },
    stop: () => core.stop(),
  };
}

/** Asks until the condition holds; the last answer is in the error when it never does. */
export async function until<T>(
  ask: () => Promise<T>,
  holds: (answer: T) => boolean,
  { seconds = 60, what = "the condition" } = {},
): Promise<T> {
  const end = performance.now() + seconds * 1_000;
  for (;;) {
    const answer = await ask();
    if (holds(answer)) return answer;
    if (performance.now() > end) {
      throw new Error(
        `${what} did not come true within ${seconds} s: ${String(JSON.stringify(answer)).slice(0, 2_000)}`,
      );
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

export function untilEnded(call: Call, taskId: string, seconds = 90): Promise<Task> {
  return until(
    () => call(getTask, { params: { id: taskId } }),
    (task) => task.finishedAt !== null,
    { seconds, what: "the end of the task" },
  );
}
