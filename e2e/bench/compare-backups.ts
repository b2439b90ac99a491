import { rmSync } from "node:fs";
import { basename, join } from "node:path";
import { getAgent } from "#contract/agents";
import type { Call } from "#contract/call";
import { assignPolicy, createPolicy } from "#contract/policies";
import { createRepository } from "#contract/repositories";
import { getRun } from "#contract/runs";
import { createTask, listTasks } from "#contract/tasks";
import { until } from "../whole-core.ts";
import { type BenchAgent, callTo, startAgentOf, startBareAgent } from "./agents.ts";
import { PASSWORD } from "./large-snapshot.ts";
import { alternate, cpuOfChildren, type Measured, type Pair } from "./measure.ts";
import { startCore, startHello } from "./servers.ts";
import { backUpAlone, makeEmptyRepository, startAfresh } from "./small-files.ts";

const LONGEST_SECONDS = 600;
/** What a run may take by the clock beside its restic. */
const OWN_MS = 300;
const times = ["first", "unchanged"] as const;
type Time = (typeof times)[number];
type Cost = { restic: number; agent: number; ownMs: number };
type Costs = Record<Time, Cost>;
type Compared = {
  folder: string;
  source: string;
  /** Fewer files, to see what of the agent's cost grows with them. */
  fewer?: { source: string; what: string };
  rounds: number;
  what: string;
};

/** A backup by restic alone and by an agent that a core tells to: what the agent takes itself, and what its restic takes. */
export async function compareBackups({ folder, source, fewer, rounds, what }: Compared): Promise<Measured[]> {
  const core = await startCore(folder);
  const agent = await startAgentOf(core, folder);
  const alone = join(folder, "alone");
  const stage = { call: callTo(core), agent, folder, empty: makeEmptyRepository(folder) };
  const through = await protect(stage, source);
  const little = fewer && (await protect(stage, fewer.source));
  const hello = await startHello(folder);
  const leastRepository = join(folder, "of the least agent");
  const least = await startBareAgent(hello, { folder, repository: leastRepository, source });
  const found = { bare: [] as Costs[], ours: [] as Costs[], little: [] as Costs[], least: [] as Costs[] };
  await alternate(
    rounds,
    async () => {
      startAfresh(stage.empty, alone, join(folder, "cache"));
      const once = async () => ({ restic: await backUpAlone(folder, alone, source), agent: 0, ownMs: 0 });
      found.bare.push({ first: await once(), unchanged: await once() });
      startAfresh(stage.empty, leastRepository, least.cacheDir);
      const by = async () => ({ restic: 0, agent: await costOf(least), ownMs: 0 });
      return found.least.push({ first: await by(), unchanged: await by() });
    },
    async () => {
      if (little !== undefined) found.little.push(await little.backUpTwice());
      return found.ours.push(await through.backUpTwice());
    },
  );
  for (const started of [agent, core, least, hello]) await started.stop();
  const made = [
    alone,
    leastRepository,
    stage.empty,
    through.repository,
    ...(little ? [little.repository] : []),
  ];
  for (const path of made) rmSync(path, { recursive: true, force: true });
  return times.flatMap((time) => measuredAt(time, `${what}, ${time}`, found, fewer?.what));
}

function measuredAt(
  time: Time,
  what: string,
  { bare, ours, little, least }: Record<"bare" | "ours" | "little" | "least", Costs[]>,
  fewer: string | undefined,
): Measured[] {
  const of = (costs: Costs[], part: keyof Cost) => costs.slice(1).map((cost) => cost[time][part]);
  const pairs = (base: number[], subject: number[]): Pair[] =>
    base.map((one, round) => ({ base: one, subject: subject[round] ?? Number.NaN }));
  const [restic, agent, own] = [of(bare, "restic"), of(ours, "agent"), of(ours, "ownMs")];
  const line = (part: string, against: string, atMost: number, of: Pair[]): Measured => ({
    ...{ what: `${what}, ${part}`, against, target: { atMost }, pairs: of, share: "cost" },
  });
  const itself = "CPU of the agent itself";
  return [
    line(itself, "restic alone", 0.005, pairs(restic, agent)),
    line(itself, "the least agent", 1.5, pairs(of(least, "agent"), agent)),
    line("CPU of the least agent", "restic alone", 0.005, pairs(restic, of(least, "agent"))),
    ...(fewer === undefined ? [] : [line(itself, fewer, 1.5, pairs(of(little, "agent"), agent))]),
    line("CPU of all restics under the agent", "restic alone", 1.02, pairs(restic, of(ours, "restic"))),
    line(
      "time beside restic",
      `${OWN_MS} ms`,
      1,
      own.map((subject) => ({ base: OWN_MS, subject })),
    ),
  ];
}

async function costOf(least: Awaited<ReturnType<typeof startBareAgent>>): Promise<number> {
  const before = await least.cpu();
  await least.backUp();
  return (await least.cpu()) - before;
}

type Stage = { call: Call; agent: BenchAgent; folder: string; empty: string };

/** The first contact with a repository is a thing of its own and made here, not measured. */
async function protect({ call, agent, folder, empty }: Stage, source: string) {
  const name = basename(source);
  const repository = join(folder, `repository of ${name}`);
  const { id: repositoryId } = await call(createRepository, {
    body: { name, kind: "fs", path: repository, password: PASSWORD },
  });
  const policy = { name, repositoryId, include: [source] };
  const { id: policyId } = await call(createPolicy, { body: policy });
  await call(assignPolicy, { params: { id: policyId, agentId: agent.id } });
  const backUp = () => backUpOnce({ call, agent }, policyId);
  startAfresh(empty, repository, agent.cacheDir);
  await backUp();
  return {
    repository,
    backUpTwice: async () => {
      startAfresh(empty, repository, agent.cacheDir);
      return { first: await backUp(), unchanged: await backUp() };
    },
  };
}

async function backUpOnce({ call, agent }: Pick<Stage, "call" | "agent">, policyId: string): Promise<Cost> {
  const patience = (what: string) => ({ seconds: LONGEST_SECONDS, what });
  const open = () => call(listTasks, { query: { open: "true" } });
  await until(open, ({ items }) => items.length === 0, patience("the end of all tasks"));
  // Whoever asks for a running task looks at its progress, and that makes machines tell more of it.
  const newestRun = async () => (await call(getAgent, { params: { id: agent.id } })).lastRun;
  const last = await newestRun();
  const before = { restic: cpuOfChildren(agent.pid), agent: await agent.cpu() };
  await call(createTask, { body: { kind: "backup", policyId, agentId: agent.id } });
  const ended = await until(
    newestRun,
    (newest) => newest !== null && newest.id !== last?.id && newest.status !== "running",
    patience("the end of the backup"),
  );
  const after = { restic: cpuOfChildren(agent.pid), agent: await agent.cpu() };
  const run = await call(getRun, { params: { id: ended?.id ?? "" } });
  // A first backup once more is a warning: to the core it looks as if every file before were gone.
  if (run.exitCode !== 0 || run.snapshotId === null || run.itemCount > 0)
    throw new Error(`The backup ended as ${run.status}: ${JSON.stringify(run)}`);
  const tookMs = Date.parse(run.finishedAt ?? "") - Date.parse(run.startedAt);
  return {
    restic: after.restic - before.restic,
    agent: after.agent - before.agent,
    ownMs: tookMs - (run.summary?.durationSeconds ?? 0) * 1_000,
  };
}
