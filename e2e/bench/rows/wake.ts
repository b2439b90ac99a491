import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import type { Call } from "#contract/call";
import { assignPolicy, createPolicy } from "#contract/policies";
import { createRepository } from "#contract/repositories";
import { createTask } from "#contract/tasks";
import { until, untilEnded } from "../../whole-core.ts";
import { type BenchAgent, callTo, startAgentOf } from "../agents.ts";
import { makeMachines } from "../fleet.ts";
import { holdPolls } from "../held-polls.ts";
import { PASSWORD } from "../large-snapshot.ts";
import type { Row } from "../measure.ts";
import { startCoreOn } from "../servers.ts";
import { makeEmptyRepository } from "../small-files.ts";

const MOST_MS = 50;
const PATIENCE_MS = 30_000;

/** From a press on “Back up now” until restic runs on the machine, by the clock, while many other machines wait for work. */
export const wakeRow: Row = {
  name: "wake",
  async run({ quick, folder }) {
    const [machines, rounds] = quick ? [1_000, 9] : [10_000, 21];
    const core = await startCoreOn(folder, (dataDir) => makeMachines(dataDir, machines));
    const agent = await startAgentOf(core, folder);
    const polls = await holdPolls(core.url, machines);
    const call = callTo(core);
    const policyId = await protectLittle(call, agent, folder);
    const taken: number[] = [];
    for (let round = -1; round < rounds; round += 1) {
      const ms = await Promise.race([backUpNow(call, agent, policyId), polls.ended.then(() => Number.NaN)]);
      if (round >= 0) taken.push(ms);
    }
    polls.close();
    await agent.stop();
    await core.stop();
    const what = `run now until restic runs, ${machines.toLocaleString("en")} polls held`;
    return [
      {
        ...{ what, against: `${MOST_MS} ms`, target: { atMost: 1 }, share: "cost" },
        pairs: taken.map((subject) => ({ base: MOST_MS, subject })),
      },
    ];
  },
};

async function protectLittle(call: Call, agent: BenchAgent, folder: string): Promise<string> {
  const repository = {
    name: "Disk",
    kind: "fs",
    path: makeEmptyRepository(folder),
    password: PASSWORD,
  } as const;
  const { id: repositoryId } = await call(createRepository, { body: repository });
  const include = [join(import.meta.dirname)];
  const { id } = await call(createPolicy, { body: { name: "Little", repositoryId, include } });
  await call(assignPolicy, { params: { id, agentId: agent.id } });
  return id;
}

async function backUpNow(call: Call, { id: agentId, pid }: BenchAgent, policyId: string): Promise<number> {
  await until(
    async () => childrenOf(pid),
    (children) => children === "",
    { what: "the end of every restic" },
  );
  const begun = performance.now();
  const asked = call(createTask, { body: { kind: "backup", policyId, agentId } });
  while (childrenOf(pid) === "") {
    if (performance.now() - begun > PATIENCE_MS) throw new Error("No restic was started.");
    await setTimeout(1);
  }
  const ms = performance.now() - begun;
  await untilEnded(call, (await asked).id, PATIENCE_MS / 1_000);
  return ms;
}

/** Of the main thread, which is where Node starts programs. */
function childrenOf(pid: number): string {
  return readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim();
}
