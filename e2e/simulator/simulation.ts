import { setTimeout as sleep } from "node:timers/promises";
import { callTo } from "../bench/agents.ts";
import { type Server, startCoreWith } from "../bench/servers.ts";
import { randomFrom } from "../random.ts";
import { auditHistory } from "./audit-history.ts";
import type { Kept } from "./do-task.ts";
import { joinMachines } from "./join-machines.ts";
import { keepBusy } from "./keep-busy.ts";
import { type Machine, startMachine } from "./machine.ts";
import type { SimulationOptions } from "./options.ts";
import { prepareCore, targetOf } from "./prepare-core.ts";
import { createTally } from "./tally.ts";
import { watchCore } from "./watch-core.ts";
import { watchMachine } from "./watch-machine.ts";

export type Figures = Awaited<ReturnType<typeof simulate>>;
const LONGEST_MS = 300_000;

/** A core of its own in the folder, and so many machines that live with it over real HTTP for so long. */
export async function simulate(options: SimulationOptions, folder: string, say: (line: string) => void) {
  const core = await startCoreWith(folder, {
    HOLDFAST_NO_AGENT: "true",
    ...(options.tls && { HOLDFAST_LAN: "127.0.0.1:0" }),
  });
  try {
    say(`A core is at ${core.url}, its data in ${core.folder}.`);
    return await liveWith(core, options, say);
  } finally {
    await core.stop();
  }
}

async function liveWith(core: Server, options: SimulationOptions, say: (line: string) => void) {
  const random = randomFrom(options.seed);
  const tally = createTally();
  const call = callTo(core);
  const { code, policyId } = await prepareCore(call, options.agents);
  const target = await targetOf(core, call, options.tls);
  const joinedAt = performance.now();
  const joined = await joinMachines({ target, tally: createTally(), random }, code, options.agents);
  say(`${joined.length} machines joined within ${seconds(joinedAt)} s.`);

  const kept: Kept[] = [];
  const machines: Machine[] = [];
  const busy = keepBusy({ call, policyId, machines, tally, random, atOnce: options.backups });
  for (const machine of joined)
    machines.push(
      startMachine(
        {
          ...{ target, tally, random, backupSeconds: options.backupSeconds },
          onOffer: ({ kind }) => kind === "backup" && busy.offered(machine.agentId),
          onKept: (one) => kept.push(one),
        },
        machine,
      ),
    );
  const startedAt = performance.now();
  while (kept.length < joined.length && performance.now() - startedAt < LONGEST_MS) await sleep(100);
  say(`${kept.length} repositories were made within ${seconds(startedAt)} s.`);

  tally.beginAnew();
  busy.start();
  const watch = watchCore(core);
  const machineWatch = watchMachine(core.folder);
  await passTime(options.minutes, machines, say);
  const figures = { ...tally.result(), core: await watch.stop(), running: busy.averageRunning() };
  const machine = await machineWatch.stop();
  await busy.stop();
  await untilIdle(machines);
  for (const machine of machines) machine.stop();
  const { runs, wrong } = await auditHistory(call, kept);
  return { ...figures, machine, errors: tally.result().errors, kept: kept.length, runs, wrong };
}

async function passTime(minutes: number, machines: Machine[], say: (line: string) => void): Promise<void> {
  const end = performance.now() + minutes * 60_000;
  for (let left = minutes * 60_000; left > 0; left = end - performance.now()) {
    await sleep(Math.min(left, 60_000));
    const [running, away] = [
      machines.reduce((all, one) => all + one.runningCount(), 0),
      machines.filter((one) => one.isAway()),
    ];
    say(
      `${running} tasks run, ${away.length} machines are away, ${Math.max(0, Math.round((end - performance.now()) / 1_000))} s to go.`,
    );
  }
}

/** Everybody comes back and ends what they are at. */
async function untilIdle(machines: Machine[]): Promise<void> {
  for (const machine of machines) machine.comeToRest();
  const end = performance.now() + LONGEST_MS;
  while (machines.some((machine) => machine.isBusy()) && performance.now() < end) await sleep(100);
}

const seconds = (since: number) => ((performance.now() - since) / 1_000).toFixed(1);
