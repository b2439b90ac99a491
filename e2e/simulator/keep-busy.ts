import { setTimeout as sleep } from "node:timers/promises";
import type { Call } from "#contract/call";
import { createTask } from "#contract/tasks";
import type { Machine } from "./machine.ts";
import type { Tally } from "./tally.ts";

type Deps = {
  call: Call;
  policyId: string;
  machines: Machine[];
  tally: Tally;
  random: () => number;
  atOnce: number;
};
const LOOK_EVERY_MS = 250;

/** Asks for a backup now, as a person does, whenever fewer are under way than there should be. */
export function keepBusy({ call, policyId, machines, tally, random, atOnce }: Deps) {
  const ended = new AbortController();
  const asked = new Map<string, number>();
  let sum = 0;
  let looks = 0;

  async function ask(): Promise<void> {
    const machine = machines[Math.floor(random() * machines.length)];
    if (machine === undefined || machine.isBusy() || machine.isAway()) return;
    const at = performance.now();
    const mark = `${machine.agentId}`;
    if (asked.has(mark)) return;
    asked.set(mark, at);
    await call(createTask, { body: { kind: "backup", policyId, agentId: machine.agentId } }).catch(
      (error: unknown) => tally.fault(`POST tasks: ${error instanceof Error ? error.message : error}`),
    );
  }

  async function goOn(): Promise<void> {
    while (!ended.signal.aborted) {
      const running = machines.reduce((all, machine) => all + machine.runningCount(), 0);
      sum += running;
      looks += 1;
      await Promise.all(Array.from({ length: Math.max(0, atOnce - running) }, ask));
      await sleep(LOOK_EVERY_MS, undefined, { signal: ended.signal }).catch(() => undefined);
    }
  }
  let over: Promise<void> | undefined;

  return {
    start(): void {
      over ??= goOn();
    },
    /** An offer has reached the machine that was asked for one. */
    offered(agentId: string): void {
      const at = asked.get(agentId);
      if (at === undefined) return;
      asked.delete(agentId);
      tally.took("run now → offered", performance.now() - at);
    },
    averageRunning: () => (looks === 0 ? 0 : sum / looks),
    async stop(): Promise<void> {
      ended.abort();
      await over;
    },
  };
}
