import type { TaskOffer } from "#contract/task";

/** A restic that a machine runs for an attempt. */
export type Work = {
  offer: TaskOffer;
  chunks: number;
  /** On the monotonic clock: when the orchestrator last heard of it. */
  heardAt: number;
  /** The machine has said something from which the orchestrator may conclude that nobody works on it. */
  disowned: boolean;
};

/** A machine as the orchestrator sees it: what it was told, what it works on, and what it has sent. */
export type Machine = {
  hostname: string;
  machineId: string;
  agentId: string;
  key: string;
  isAwake: boolean;
  isRevoked: boolean;
  bootedAt: number;
  startId: string;
  offers: Map<string, TaskOffer>;
  works: Map<string, Work>;
};

export function newMachine(hostname: string, bootedAt: number): Machine {
  return {
    ...{ hostname, machineId: crypto.randomUUID(), agentId: "", key: "" },
    ...{ isAwake: true, isRevoked: false, bootedAt, startId: crypto.randomUUID() },
    ...{ offers: new Map(), works: new Map() },
  };
}

/** A crash: everything that was in memory is gone. */
export function crash(machine: Machine, monotonicMs: number): void {
  machine.offers.clear();
  machine.works.clear();
  machine.bootedAt = monotonicMs;
  machine.startId = crypto.randomUUID();
}

/** It has said something from which the orchestrator may conclude that nobody works on anything there. */
export function disownAll(machine: Machine | undefined): void {
  for (const work of machine?.works.values() ?? []) work.disowned = true;
}

export function nth<T>(values: Iterable<T>, n: number): T | undefined {
  const list = [...values];
  return list.length === 0 ? undefined : list[n % list.length];
}
