import { setTimeout } from "node:timers/promises";
import { getLan } from "#contract/lan";
import { callTo } from "../agents.ts";
import { agentIdOf, agentKeyOf, makeMachines } from "../fleet.ts";
import { holdPolls } from "../held-polls.ts";
import { createLoad } from "../load.ts";
import { memoryKib, type Pair, type Row } from "../measure.ts";
import { type Server, startCoreForOthers, startHoldServer } from "../servers.ts";
import { pollShot } from "../shots.ts";

const MOST_KIB = 13;
/** Until all have come, and what their coming left lie has been looked through. */
const SETTLE_MS = 30_000;

/** Memory of the core for each machine that waits for work over a connection of its own. */
export const heldRow: Row = {
  name: "held",
  async run(options) {
    const { quick, folder } = options;
    const machines = quick ? 1_000 : 10_000;
    const startFleetCore = () => startCoreForOthers(folder, (dataDir) => makeMachines(dataDir, machines));
    const plain: Pair[] = [];
    const secure: Pair[] = [];
    // What a process has once held it does not give back, so each time is a core of its own.
    for (let round = 0; round < (quick ? 1 : 3); round += 1) {
      plain.push({ base: MOST_KIB, subject: await kibEach(machines, await startFleetCore()) });
      secure.push({
        base: await kibEach(machines, await startHoldServer(folder)),
        subject: await kibEach(machines, await overTls(await startFleetCore())),
      });
    }
    const what = "memory for each held poll";
    return [
      { what, against: `${MOST_KIB} KiB`, target: { atMost: 1 }, pairs: plain, share: "cost" },
      {
        ...{ what: `${what}, TLS`, against: "the least that holds them", target: { atMost: 1.1 } },
        ...{ pairs: secure, share: "cost" },
      },
      {
        ...{ what: `${what}, TLS`, against: "36 KiB", target: {}, share: "cost" },
        pairs: secure.map(({ subject }) => ({ base: 36, subject })),
      },
    ];
  },
};

async function overTls(core: Server): Promise<Server> {
  const { port } = await callTo(core)(getLan, {});
  return { ...core, url: `https://127.0.0.1:${port}` };
}

async function kibEach(machines: number, server: Server): Promise<number> {
  await warmUp(server, machines);
  const before = memoryKib(server.pid, "RssAnon");
  const polls = await holdPolls(server.url, machines);
  await Promise.race([setTimeout(SETTLE_MS), polls.ended]);
  const after = memoryKib(server.pid, "RssAnon");
  polls.close();
  await server.stop();
  return (after - before) / machines;
}

/** Each machine has been there once, over few connections. */
async function warmUp(server: Server, machines: number): Promise<void> {
  const load = createLoad(server);
  await load.cpuPerRequest(machines, (n) => pollShot(agentIdOf(n), agentKeyOf(n), 0));
  load.close();
  await setTimeout(SETTLE_MS / 3);
}
