import { setTimeout as sleep } from "node:timers/promises";
import { findPostgres, startCluster } from "../../orchestrator/db/postgres/cluster-for-tests.ts";
import { callTo } from "../bench/agents.ts";
import { type Server, startAgain, startCoreWith } from "../bench/servers.ts";
import { randomFrom } from "../random.ts";
import { auditHistory } from "./audit-history.ts";
import type { Kept } from "./do-task.ts";
import { joinMachines } from "./join-machines.ts";
import { keepBusy } from "./keep-busy.ts";
import type { Target } from "./link.ts";
import { type Machine, startMachine } from "./machine.ts";
import type { SimulationOptions } from "./options.ts";
import { prepareCore, targetOf } from "./prepare-core.ts";
import { createTally, type Tally } from "./tally.ts";
import { watchCore } from "./watch-core.ts";
import { watchMachine } from "./watch-machine.ts";

export type Figures = Awaited<ReturnType<typeof simulate>>;
const LONGEST_MS = 300_000;
type Say = (line: string) => void;

/** A core of its own in the folder, and so many machines that live with it over real HTTP for so long. */
export async function simulate(options: SimulationOptions, folder: string, say: Say) {
  const server = options.postgres ? await startDurableServer() : undefined;
  try {
    const host: Host = { core: await startCoreWith(folder, variablesOf(options, server)), server };
    try {
      say(`A core is at ${host.core.url}, its data in ${host.core.folder}.`);
      return await liveWith(host, options, say);
    } finally {
      await host.core.stop();
    }
  } finally {
    await server?.stop();
  }
}

type DatabaseServer = Awaited<ReturnType<typeof startDurableServer>>;
type Host = { core: Server; server: DatabaseServer | undefined };

/** One that keeps what it has acknowledged, as SQLite does. */
async function startDurableServer() {
  const programs = findPostgres();
  if (programs === undefined) throw new Error("There is no PostgreSQL server here (initdb was not found).");
  const cluster = await startCluster(programs, { isDurable: true });
  return { url: await cluster.createDatabase("simulated"), stop: cluster.stop };
}

const variablesOf = (
  { tls }: SimulationOptions,
  server: DatabaseServer | undefined,
  lan = "127.0.0.1:0",
): Record<string, string> => ({
  HOLDFAST_NO_AGENT: "true",
  ...(tls && { HOLDFAST_LAN: lan }),
  ...(server !== undefined && { HOLDFAST_DATABASE_URL: server.url }),
});

async function liveWith(host: Host, options: SimulationOptions, say: Say) {
  const { core } = host;
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
  const back = options.restart ? await restart(host, { options, target, machines, tally, say }) : undefined;
  await untilIdle(machines);
  for (const machine of machines) machine.stop();
  const { runs, wrong } = await auditHistory(callTo(host.core), kept);
  const { whileAway, askedToWait } = tally.result();
  return {
    ...figures,
    whileAway,
    askedToWait,
    back,
    machine,
    errors: tally.result().errors,
    kept: kept.length,
    runs,
    wrong,
  };
}

type Restarted = { options: SimulationOptions; target: Target; machines: Machine[]; tally: Tally; say: Say };

/** The core goes and comes back at the same address; returns how long it took until the last machine reached it again. */
async function restart(host: Host, { options, target, machines, tally, say }: Restarted): Promise<number> {
  tally.coreGoes();
  await host.core.stop();
  host.core = await startAgain(host.core, variablesOf(options, host.server, new URL(target.url).host));
  tally.coreIsBack();
  const readyAt = performance.now();
  const isMissing = (machine: Machine) => !machine.isAway() && machine.reachedAt() < readyAt;
  while (machines.some(isMissing) && performance.now() - readyAt < LONGEST_MS) await sleep(20);
  say(`The core was restarted; ${machines.length} machines were back within ${seconds(readyAt)} s.`);
  return performance.now() - readyAt;
}

async function passTime(minutes: number, machines: Machine[], say: Say): Promise<void> {
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
