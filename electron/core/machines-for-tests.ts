import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { onTestFinished } from "vitest";
import { registerAgent } from "#contract/agent-protocol";
import { createCaller } from "#contract/call";
import { setLan } from "#contract/lan";
import { startOrchestrator } from "../../orchestrator/start.ts";
import { pinShownAt } from "./pinned-connection.ts";
import { createPinnedFetch } from "./pinned-fetch.ts";

const LOCAL_TOKEN = "local-token-for-tests";
const MDNS_PORT = 49_152 + (process.pid % 10_000);
export const log = pino({ level: "silent" });

/** A core without its agent's program: the machine is known, and nobody does its tasks. */
export async function openMachine() {
  const dataDir = mkdtempSync(join(tmpdir(), "holdfast-join-"));
  const clock = { ms: Date.now(), monotonicMs: 1_000_000 };
  const orchestrator = await startOrchestrator({
    dataDir,
    key: Buffer.alloc(32, 7),
    appVersion: "0.1.0",
    log,
    localToken: LOCAL_TOKEN,
    backsUpItself: false,
    followsByItself: false,
    connectUpstream: (target) => createPinnedFetch(target),
    pinShownAt,
    // Loopback alone; several share the port, as on a network.
    multicast: { port: MDNS_PORT, interfaces: () => ["127.0.0.1"] },
    now: () => new Date(clock.ms),
    monotonicMs: () => clock.monotonicMs,
  });
  const callWith = (bearer: string) =>
    createCaller({ ...orchestrator.connection, headers: () => ({ authorization: `Bearer ${bearer}` }) });
  await callWith(await orchestrator.enrolLocalAgent())(registerAgent, {
    body: registrationOf("desk"),
  });
  return {
    orchestrator,
    dataDir,
    clock,
    admin: callWith(LOCAL_TOKEN),
    async close(): Promise<void> {
      await orchestrator.stop();
      rmSync(dataDir, { recursive: true });
    },
  };
}

/** Until the test ends. */
export async function startMachine() {
  const machine = await openMachine();
  onTestFinished(machine.close);
  return machine;
}

/** In orchestrator mode, on loopback. */
export async function letOthersIn(machine: Machine) {
  const lan = await machine.admin(setLan, { body: { enabled: true, host: "127.0.0.1", port: 0 } });
  return { ...machine, lan };
}

export async function startUpstream() {
  return await letOthersIn(await startMachine());
}

export type Machine = Awaited<ReturnType<typeof openMachine>>;

/** What a machine says of itself when it joins. */
export const registrationOf = (hostname: string) => ({
  machineId: crypto.randomUUID(),
  hostname,
  os: "linux" as const,
  osVersion: "Debian 13",
  arch: "x64",
  appVersion: "0.1.0",
  resticVersion: "0.19.1",
  protocolVersion: 1,
  timeZone: "Europe/Berlin",
});
