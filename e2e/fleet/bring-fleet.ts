import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { heartbeat, registerAgent } from "#contract/agent-protocol";
import { updateAgent } from "#contract/agents";
import type { Call } from "#contract/call";
import { createEnrolment } from "#contract/enrolments";
import { assignLabel, assignPolicy, createPolicy, type Policy } from "#contract/policies";
import { createRepository } from "#contract/repositories";
import type { Id } from "#contract/values";
import { type FleetMachine, machines } from "./machines.ts";

type Core = { agentId: string; call: Call; callWith: (bearer: string) => Call };
export type Joined = FleetMachine & { agentId: Id; key: string };
export type Fleet = {
  machines: Joined[];
  policies: { documents: Policy; databases: Policy };
  repositoryId: Id;
};

/** A fleet for tests and pictures: a real repository with real files of this machine, and machines that join by a code. */
export async function bringFleet(core: Core, folder: string): Promise<Fleet> {
  const documents = join(folder, "Documents");
  mkdirSync(documents, { recursive: true });
  writeFileSync(join(documents, "a letter.txt"), "Dear Anna,\n");
  const { id: repositoryId } = await core.call(createRepository, {
    body: { name: "NAS", kind: "fs", path: join(folder, "nas"), password: "kestrel-lantern-42" },
  });
  const policies = await makePolicies(core, repositoryId, documents);
  const joined: Joined[] = [];
  for (const machine of machines) joined.push(await joinMachine(core, machine));
  for (const { agentId, role } of joined) {
    if (role === "server") {
      await core.call(assignPolicy, { params: { id: policies.databases.id, agentId } });
    }
  }
  await pendingMachine(core);
  await core.call(updateAgent, { params: { id: core.agentId }, body: { labels: ["office"] } });
  return { machines: joined, policies, repositoryId };
}

async function makePolicies({ call, agentId }: Core, repositoryId: Id, documents: string) {
  const made = await call(createPolicy, {
    body: {
      name: "Documents",
      repositoryId,
      schedules: { backup: { cron: "0 20 * * 1-5", jitterSeconds: 600 } },
      include: [documents],
      retention: { keepHourly: 24, keepDaily: 7, keepWeekly: 5, keepMonthly: 12 },
    },
  });
  const databases = await call(createPolicy, {
    body: {
      name: "Databases",
      repositoryId,
      schedules: { backup: { cron: "0 2 * * *", timeZone: "Europe/Berlin" } },
      include: ["/var/lib/postgresql/dumps"],
      exclude: ["*.tmp"],
      profile: "server",
    },
  });
  await call(assignLabel, { params: { id: made.id, label: "office" } });
  await call(assignPolicy, { params: { id: made.id, agentId } });
  return { documents: made, databases };
}

async function joinMachine(core: Core, machine: FleetMachine): Promise<Joined> {
  const { code } = await core.call(createEnrolment, { body: { labels: machine.labels } });
  const { agentId, agentKey: key = "" } = await core.callWith(code)(registerAgent, {
    body: registration(machine),
  });
  return { ...machine, agentId, key };
}

async function pendingMachine(core: Core): Promise<void> {
  const { code } = await core.call(createEnrolment, {
    body: { approval: "manual", uses: 5, label: "Laptops" },
  });
  const [known] = machines;
  if (known === undefined) return;
  await core.callWith(code)(registerAgent, {
    body: registration(known),
  });
}

const registration = (machine: FleetMachine) => ({
  machineId: machine.machineId,
  hostname: machine.hostname,
  os: machine.os,
  osVersion: machine.osVersion,
  arch: "x64",
  appVersion: machine.appVersion,
  resticVersion: "0.19.1",
  protocolVersion: 1,
  timeZone: "Europe/Berlin",
});

/** Says that those machines are there which are meant to be. */
export async function beatAll(core: Pick<Core, "callWith">, fleet: Fleet): Promise<void> {
  for (const { agentId, key, isOff, appVersion, diskUse } of fleet.machines) {
    if (isOff) continue;
    await core.callWith(key)(heartbeat, {
      params: { id: agentId },
      body: {
        appVersion,
        resticVersion: "0.19.1",
        uptimeSeconds: 86_400,
        sentAt: new Date().toISOString(),
        timeZone: "Europe/Berlin",
        disks: [{ mountPath: "/", totalBytes: 1e12, freeBytes: Math.round(1e12 * (1 - diskUse)) }],
        load: 0.4,
      },
    });
  }
}
