import { rmSync } from "node:fs";
import { join } from "node:path";
import type { Call } from "#contract/call";
import { assignPolicy, createPolicy } from "#contract/policies";
import { createRepository } from "#contract/repositories";
import { getRun } from "#contract/runs";
import { createTask, listTasks } from "#contract/tasks";
import { until, untilEnded } from "../whole-core.ts";
import { type BenchAgent, callTo, startAgentOf } from "./agents.ts";
import { PASSWORD } from "./large-snapshot.ts";
import { alternate, cpuOfChildren, type Measured } from "./measure.ts";
import { startCore } from "./servers.ts";
import { backUpAlone, makeEmptyRepository, startAfresh } from "./small-files.ts";

const LONGEST_SECONDS = 600;
const times = ["first", "unchanged"] as const;
type Time = (typeof times)[number];
type Costs = Record<Time, { restic: number; agent: number }>;
type Compared = { folder: string; source: string; rounds: number; what: string };

/** A backup by restic alone and by an agent that a core tells to: what the agent takes itself, and what its restic takes. */
export async function compareBackups({ folder, source, rounds, what }: Compared): Promise<Measured[]> {
  const empty = makeEmptyRepository(folder);
  const core = await startCore(folder);
  const agent = await startAgentOf(core, folder);
  const [alone, through] = [join(folder, "alone"), join(folder, "through the agent")];
  const backUp = await protect({ call: callTo(core), agent }, { source, repository: through, empty });
  const bare: Costs[] = [];
  const ours: Costs[] = [];
  await alternate(
    rounds,
    async () => {
      startAfresh(empty, alone, join(folder, "cache"));
      const once = async () => ({ restic: await backUpAlone(folder, alone, source), agent: 0 });
      return bare.push({ first: await once(), unchanged: await once() });
    },
    async () => {
      startAfresh(empty, through, agent.cacheDir);
      return ours.push({ first: await backUp(), unchanged: await backUp() });
    },
  );
  await agent.stop();
  await core.stop();
  for (const path of [alone, through, empty]) rmSync(path, { recursive: true, force: true });
  return times.flatMap((time) => held(`${what}, ${time}`, time, bare.slice(1), ours.slice(1)));
}

function held(what: string, time: Time, bare: Costs[], ours: Costs[]): Measured[] {
  const pairsOf = (part: "agent" | "restic") =>
    bare.map((base, round) => ({
      base: base[time].restic,
      subject: ours[round]?.[time][part] ?? Number.NaN,
    }));
  return [
    {
      ...{ what: `${what}, CPU of the agent itself`, against: "restic alone", target: { atMost: 0.005 } },
      ...{ pairs: pairsOf("agent"), share: "cost" },
    },
    {
      ...{ what: `${what}, CPU of all restics under the agent`, against: "restic alone" },
      ...{ target: { atMost: 1.02 }, pairs: pairsOf("restic"), share: "cost" },
    },
  ];
}

/** The first contact with a repository is a thing of its own and made here, not measured. */
async function protect(
  { call, agent }: { call: Call; agent: BenchAgent },
  { source, repository, empty }: { source: string; repository: string; empty: string },
) {
  const { id: repositoryId } = await call(createRepository, {
    body: { name: "Disk", kind: "fs", path: repository, password: PASSWORD },
  });
  const policy = { name: "Files", repositoryId, include: [source] };
  const { id: policyId } = await call(createPolicy, { body: policy });
  await call(assignPolicy, { params: { id: policyId, agentId: agent.id } });
  startAfresh(empty, repository, agent.cacheDir);
  const idle = () =>
    until(
      () => call(listTasks, { query: { open: "true" } }),
      ({ items }) => items.length === 0,
      { seconds: LONGEST_SECONDS, what: "the end of all tasks" },
    );
  const backUp = async () => {
    await idle();
    const before = { restic: cpuOfChildren(agent.pid), agent: await agent.cpu() };
    const { id } = await call(createTask, { body: { kind: "backup", policyId, agentId: agent.id } });
    const { status, reason, lastRunId } = await untilEnded(call, id, LONGEST_SECONDS);
    if (lastRunId === null) throw new Error(`The backup ended as ${status}: ${reason}`);
    const run = await call(getRun, { params: { id: lastRunId } });
    // A first backup once more is a warning: to the core it looks as if every file before were gone.
    if (run.exitCode !== 0 || run.snapshotId === null || run.itemCount > 0)
      throw new Error(`The backup ended as ${status}: ${JSON.stringify(run)}`);
    return {
      restic: cpuOfChildren(agent.pid) - before.restic,
      agent: (await agent.cpu()) - before.agent,
    };
  };
  await backUp();
  return backUp;
}
