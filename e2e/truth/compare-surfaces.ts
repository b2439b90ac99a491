import { isDeepStrictEqual } from "node:util";
import { onTestFinished, vi } from "vitest";
import { assignPolicy, createPolicy, type PolicyDraft } from "#contract/policies";
import { createRepository } from "#contract/repositories";
import type { Id } from "#contract/values";
import {
  joinMachine,
  openOrchestrator,
  type TestOrchestrator,
} from "../../orchestrator/orchestrator-for-tests.ts";
import { randomFrom } from "../random.ts";
import { disagreements, type Told } from "./disagreements.ts";
import { type KnownPolicy, liveThrough } from "./live-through.ts";
import { seed } from "./seed.ts";
import { askApi, askCsv, askTray, openPages } from "./surfaces.ts";

/** Most people have one computer; each history is that of one machine more. */
const SIZES = [1, 1, 1, 2, 3, 8];

/** Makes up histories, fleet by fleet, and notes after each what page, tray, API and CSV say differently. */
export async function compareSurfaces(histories: number): Promise<string[]> {
  const found: string[] = [];
  const random = randomFrom(seed);
  onTestFinished(() => {
    vi.unstubAllGlobals();
    vi.unstubAllEnvs();
  });
  for (let done = 0; done < histories; ) {
    const size = Math.min(SIZES[Math.floor(random() * SIZES.length)] ?? 1, histories - done);
    found.push(...(await compareFleet(size, random)));
    done += size;
  }
  return found;
}

async function compareFleet(size: number, random: () => number): Promise<string[]> {
  const orchestrator = await openOrchestrator();
  const createPages = await openPages(orchestrator);
  const known = await makePolicies(orchestrator);
  const found: string[] = [];
  for (let at = 0; at < size; at += 1) {
    const hostname = `machine-${at}-of-${size}`;
    const machine = await joinMachine(orchestrator, hostname);
    const policies = known.filter(() => random() < 0.6);
    if (policies.length === 0) policies.push(...known.slice(0, 1));
    for (const { id } of policies)
      await orchestrator.admin(assignPolicy, { params: { id, agentId: machine.agentId } });
    const lived = await liveThrough({ orchestrator, machine, policies, random });
    const differing = disagreements({
      ...{ hostname, lived, policies },
      ...(await askAll(orchestrator, machine.agentId, createPages)),
    });
    found.push(...differing.map((difference) => `${hostname}: ${difference}`));
  }
  await orchestrator.close();
  return found;
}

/** All of them at one state: what is looked after beside the tick may find something while they are asked one after the other. */
async function askAll(
  orchestrator: TestOrchestrator,
  agentId: Id,
  createPages: Awaited<ReturnType<typeof openPages>>,
): Promise<Pick<Told, "api" | "csv" | "tray" | "pages">> {
  for (;;) {
    const htmlOf = createPages();
    const api = await askApi(orchestrator, agentId);
    const told = {
      csv: await askCsv(orchestrator, agentId),
      tray: await askTray(orchestrator),
      pages: {
        home: await htmlOf("/"),
        compact: await htmlOf("/compact"),
        machines: await htmlOf("/agents"),
        runs: await htmlOf(`/runs?agent=${agentId}`),
      },
    };
    if (isDeepStrictEqual(api, await askApi(orchestrator, agentId))) return { api, ...told };
  }
}

const drafts: Omit<PolicyDraft, "repositoryId">[] = [
  { name: "Documents", include: ["/home"], schedules: { backup: { every: "1h" } } },
  { name: "Databases", include: ["/srv"], schedules: { backup: { cron: "0 2 * * *" } }, profile: "server" },
  { name: "By hand", include: ["/etc"] },
];

async function makePolicies({ admin }: TestOrchestrator): Promise<KnownPolicy[]> {
  const { id: repositoryId } = await admin(createRepository, {
    body: { kind: "fs", name: "NAS", path: "/mnt/nas", password: "open sesame" },
  });
  const made: KnownPolicy[] = [];
  for (const rest of drafts) {
    const draft = { ...rest, repositoryId };
    made.push({ id: (await admin(createPolicy, { body: draft })).id, draft });
  }
  return made;
}
