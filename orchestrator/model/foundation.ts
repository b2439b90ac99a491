import { cpSync, mkdtempSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { assignPolicy, createPolicy, type PolicyDraft } from "#contract/policies";
import { createRepository } from "#contract/repositories";
import { openOrchestrator } from "../orchestrator-for-tests.ts";
import { enrolMachine } from "./enrol-machine.ts";
import { type Machine, newMachine } from "./machine.ts";

const FOUNDED_AT = "2026-11-24T12:03:30.000Z";
const EVERY = "15m";

/** What every sequence begins with, made once for all of them: to make it anew each time would cost as much as thirty commands. */
export type Foundation = {
  dataDir: string;
  foundedAt: string;
  every: string;
  repositoryIds: string[];
  policies: { id: string; draft: PolicyDraft }[];
  machines: Machine[];
  secrets: string[];
  remove(): Promise<void>;
};

/** Two repositories, two policies, and three machines that have both. */
export async function layFoundation(folder: string): Promise<Foundation> {
  const orchestrator = await openOrchestrator({ folder, at: FOUNDED_AT });
  const { admin } = orchestrator;
  const machines = ["pc-1", "pc-2", "pc-3"].map((hostname) =>
    newMachine(hostname, orchestrator.clock.monotonicMs),
  );
  const secrets: string[] = [];
  const repositoryIds: string[] = [];
  const policies: Foundation["policies"] = [];
  for (const machine of machines) secrets.push(...(await enrolMachine(orchestrator, machine)));
  for (const number of [1, 2]) {
    const password = `canary-password-${number}-${crypto.randomUUID()}`;
    secrets.push(password);
    const place = { kind: "fs" as const, name: `Disk ${number}`, path: `/mnt/${number}`, password };
    const { id: repositoryId } = await admin(createRepository, { body: place });
    repositoryIds.push(repositoryId);
    const draft = { name: `Policy ${number}`, repositoryId, include: ["/home"] };
    const schedules = { backup: { every: EVERY, catchUp: true } };
    const { id } = await admin(createPolicy, { body: { ...draft, schedules } });
    policies.push({ id, draft });
    for (const { agentId } of machines) await admin(assignPolicy, { params: { id, agentId } });
  }
  const dataDir = mkdtempSync(join(folder, "holdfast-foundation-"));
  cpSync(orchestrator.dataDir, dataDir, { recursive: true });
  await orchestrator.close();
  return {
    ...{ dataDir, foundedAt: FOUNDED_AT, every: EVERY, repositoryIds, policies, machines, secrets },
    remove: () => rm(dataDir, { recursive: true }),
  };
}
