import { setTimeout } from "node:timers/promises";
import { getLan } from "#contract/lan";
import { callTo } from "../agents.ts";
import { agentIdOf, agentKeyOf, makeMachines } from "../fleet.ts";
import { holdPolls } from "../held-polls.ts";
import { createLoad } from "../load.ts";
import { memoryKib, type Options, type Pair, type Row } from "../measure.ts";
import { type Server, startCoreForOthers } from "../servers.ts";
import { pollShot } from "../shots.ts";

const MOST = { plain: 13, secure: 36 };
/** Until all have come, and what their coming left lie has been looked through. */
const SETTLE_MS = 30_000;

/** Memory of the core for each machine that waits for work over a connection of its own. */
export const heldRow: Row = {
  name: "held",
  async run(options) {
    const plain: Pair[] = [];
    const secure: Pair[] = [];
    // What a process has once held it does not give back, so each time is a core of its own.
    for (let round = 0; round < (options.quick ? 1 : 3); round += 1) {
      plain.push({ base: MOST.plain, subject: await kibEach(options, addressOf) });
      secure.push({ base: MOST.secure, subject: await kibEach(options, secureAddressOf) });
    }
    const what = "memory for each held poll";
    return [
      { what, against: `${MOST.plain} KiB`, target: { atMost: 1 }, pairs: plain, share: "cost" },
      {
        what: `${what}, TLS`,
        against: `${MOST.secure} KiB`,
        target: { atMost: 1 },
        pairs: secure,
        share: "cost",
      },
    ];
  },
};

const addressOf = async ({ url }: Server) => url;
const secureAddressOf = async (core: Server) => `https://127.0.0.1:${(await callTo(core)(getLan, {})).port}`;

async function kibEach({ quick, folder }: Options, addressIn: typeof addressOf): Promise<number> {
  const machines = quick ? 1_000 : 10_000;
  const core = await startCoreForOthers(folder, (dataDir) => makeMachines(dataDir, machines));
  const url = await addressIn(core);
  await warmUp({ ...core, url }, machines);
  const before = memoryKib(core.pid, "RssAnon");
  const polls = await holdPolls(url, machines);
  await Promise.race([setTimeout(SETTLE_MS), polls.ended]);
  const after = memoryKib(core.pid, "RssAnon");
  polls.close();
  await core.stop();
  return (after - before) / machines;
}

/** Each machine has been there once, over few connections. */
async function warmUp(server: Server, machines: number): Promise<void> {
  const load = createLoad(server);
  await load.cpuPerRequest(machines, (n) => pollShot(agentIdOf(n), agentKeyOf(n), 0));
  load.close();
  await setTimeout(SETTLE_MS / 3);
}
