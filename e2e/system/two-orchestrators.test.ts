import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import type { Call } from "#contract/call";
import { getLan } from "#contract/lan";
import { findPostgres, startCluster } from "../../orchestrator/db/postgres/cluster-for-tests.ts";
import { randomFrom } from "../random.ts";
import { auditHistory } from "../simulator/audit-history.ts";
import type { Kept } from "../simulator/do-task.ts";
import { joinMachines } from "../simulator/join-machines.ts";
import { keepBusy } from "../simulator/keep-busy.ts";
import { type Machine, startMachine } from "../simulator/machine.ts";
import { prepareCore } from "../simulator/prepare-core.ts";
import { createTally } from "../simulator/tally.ts";
import { freePorts, startBalancer } from "./standby/balancer.ts";
import { placesFor, type StandbyCore, startCore, untilAtWork, untilStandby } from "./standby/two-cores.ts";

const SEED = Number(process.env["HOLDFAST_SEED"] ?? Date.now() % 1_000_000);
const KILLS = Number(process.env["HOLDFAST_KILLS"] ?? 4);
const MACHINES = 25;

const programs = findPostgres();
let cluster: Awaited<ReturnType<typeof startCluster>>;
beforeAll(async () => {
  if (programs !== undefined) cluster = await startCluster(programs);
});
afterAll(() => cluster?.stop());

async function twoCores(database: string) {
  const folder = mkdtempSync(join(tmpdir(), "holdfast-two-"));
  const url = await cluster.createDatabase(database);
  const [first, second] = placesFor(folder, url, await freePorts(4));
  if (first === undefined || second === undefined) throw new Error("Two places were expected.");
  const cores: StandbyCore[] = [];
  const start = (place: typeof first) => {
    const core = startCore(place);
    cores.push(core);
    return core;
  };
  onTestFinished(async () => {
    for (const core of cores) await core.kill();
    rmSync(folder, { recursive: true, force: true });
  });
  const one = start(first);
  await untilAtWork(one);
  const two = start(second);
  await untilStandby(two);
  return { url, places: { one: first, two: second }, start, one, two };
}

test.skipIf(programs === undefined)(
  `two orchestrators are killed in turn ${KILLS} times under load: nothing acknowledged is lost, no task is done twice (needs PostgreSQL's initdb; seed ${SEED})`,
  async (context) => {
    const { places, start, one, two } = await twoCores("killed_in_turn");
    let [active, waiting] = [one, two];
    const balancer = await startBalancer([places.one.lan, places.two.lan]);
    const random = randomFrom(SEED);
    const tally = createTally();
    /** As a person who asks again when nobody answers. */
    const call = (async (endpoint, input, options) => {
      for (;;) {
        const asked = active;
        try {
          return await asked.call(endpoint, input, options);
        } catch (error) {
          if (asked === active && !isBetween) throw error;
          await sleep(100);
        }
      }
    }) as Call;
    let isBetween = false;
    const { code, policyId } = await prepareCore(call, MACHINES);
    const { certificate, serverName } = await call(getLan, {});
    const target = { url: `https://127.0.0.1:${balancer.port}`, ca: certificate ?? "", serverName };
    const joined = await joinMachines({ target, tally, random }, code, MACHINES);
    const kept: Kept[] = [];
    const machines: Machine[] = [];
    const busy = keepBusy({ call, policyId, machines, tally, random, atOnce: 10 });
    for (const machine of joined)
      machines.push(
        startMachine(
          {
            ...{ target, tally, random, backupSeconds: 4 },
            onOffer: ({ kind }) => kind === "backup" && busy.offered(machine.agentId),
            onKept: (run) => kept.push(run),
          },
          machine,
        ),
      );
    busy.start();

    const gaps: number[] = [];
    for (let kill = 0; kill < KILLS; kill += 1) {
      await sleep(4_000 + random() * 4_000);
      const [killed, next] = [active, waiting];
      tally.coreGoes();
      isBetween = true;
      await killed.kill();
      gaps.push(await untilAtWork(next));
      active = next;
      isBetween = false;
      tally.coreIsBack();
      waiting = start(killed.name === "one" ? places.one : places.two);
      await untilStandby(waiting);
      expect((await waiting.ask("/healthz"))?.status).toBe(200);
      expect((await waiting.ask("/readyz"))?.headers.get("retry-after")).toBe("5");
    }
    await sleep(4_000);
    await busy.stop();
    for (const machine of machines) machine.comeToRest();
    const end = performance.now() + 120_000;
    while (machines.some((machine) => machine.isBusy()) && performance.now() < end) await sleep(100);
    for (const machine of machines) machine.stop();
    balancer.stop();

    const { runs, wrong } = await auditHistory(call, kept);
    context.annotate(
      `${KILLS} kills, ${kept.length} acknowledged of ${runs} runs, taken over after ${gaps.map((ms) => `${(ms / 1_000).toFixed(1)} s`).join(", ")}, seed ${SEED}`,
    );
    expect(wrong).toEqual([]);
    expect(kept.length).toBeGreaterThan(MACHINES);
    const faults = Object.keys(tally.result().errors);
    expect(faults.filter((fault) => /answered with|gave up/.test(fault))).toEqual([]);
    await active.stop();
    expect(active.log() + one.log() + two.log()).not.toMatch(/unforeseen|postgres:\/\//);
  },
  600_000,
);

test.skipIf(programs === undefined)(
  "one that hangs loses its place within a minute, and ends instead of going on when it wakes (needs PostgreSQL's initdb)",
  async () => {
    const { one, two } = await twoCores("hanging");

    one.signal("SIGSTOP");
    const ms = await untilAtWork(two, 90);
    one.signal("SIGCONT");
    const [code] = await one.ended;

    expect(ms).toBeGreaterThan(20_000);
    expect(code).toBe(1);
    expect(one.log()).toContain("The database is lost");
    await two.stop();
  },
);

test.skipIf(programs === undefined)(
  "one that is stopped hands over at once, and one that the server does not answer waits for it (needs PostgreSQL's initdb)",
  async () => {
    const { one, two, start, places } = await twoCores("handed_over");

    await one.stop();
    const ms = await untilAtWork(two);
    const nowhere = start({ ...places.one, url: "postgres://anna:hunter2@127.0.0.1:1/holdfast" });
    while ((await nowhere.ask("/readyz"))?.status !== 503) await sleep(100);

    expect(ms).toBeLessThan(20_000);
    expect(nowhere.log()).toContain("cannot be reached");
    expect(nowhere.log()).not.toContain("hunter2");
    await two.stop();
  },
);
