import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { exportRuns } from "#contract/runs";
import { insertManyRuns } from "../../../orchestrator/runs/many-runs-for-tests.ts";
import { agentIdOf, agentKeyOf, makeMachines } from "../fleet.ts";
import { createSender, type Shot } from "../load.ts";
import { alternate, type Pair, type Row } from "../measure.ts";
import { adminOf, type Server, startCoreOn, startHello } from "../servers.ts";
import { heartbeatShot } from "../shots.ts";

const MACHINES = 50;
const BEAT_EVERY_MS = 5;
const program = join(import.meta.dirname, "..", "export-program.ts");

/**
 * How long heartbeats take, by the clock, while somebody exports the whole history. On a machine of few cores everything becomes slower
 * then, so a server that has nothing to do with the export is asked beside it: what a heartbeat loses beyond that is ours.
 */
export const reportRow: Row = {
  name: "report",
  async run({ quick, folder }) {
    const runs = quick ? 20_000 : 100_000;
    const core = await startCoreOn(folder, async (dataDir) => {
      await makeMachines(dataDir, MACHINES);
      insertManyRuns(join(dataDir, "holdfast.db"), runs);
    });
    const hello = await startHello(folder);
    const downloads = startDownloads(core);
    const measure = async (url: string, shotOf: (n: number) => Shot) => {
      const sender = createSender(url, 1);
      const calm = () => slowestOf(sender, quick ? 60 : 300, shotOf);
      const busy = async () => {
        downloads.begin();
        const slowest = await calm();
        await downloads.end();
        return slowest;
      };
      const pairs = await alternate(quick ? 4 : 9, calm, busy);
      sender.close();
      return pairs;
    };
    const beats = await measure(core.url, beatOf);
    const hellos = await measure(hello.url, () => ({ method: "GET", path: "/hello" }));
    downloads.stop();
    for (const server of [core, hello]) await server.stop();
    const beside = `beside an export of ${runs.toLocaleString("en")} runs, p99`;
    const slower = (pairs: Pair[]) => pairs.map(({ base, subject }) => subject / base);
    const [oursSlower, otherSlower] = [slower(beats), slower(hellos)];
    const compared = oursSlower.map((subject, at) => ({ base: otherSlower[at] ?? Number.NaN, subject }));
    return [
      { what: `heartbeat ${beside}`, against: "calm", target: { atMost: 1.5 }, pairs: beats, share: "cost" },
      { what: `another server's hello ${beside}`, against: "calm", target: {}, pairs: hellos, share: "cost" },
      {
        what: `how much slower a heartbeat becomes ${beside}`,
        against: "another server's hello",
        target: { atMost: 1.5 },
        pairs: compared,
        share: "cost",
      },
    ];
  },
};

async function slowestOf(
  { one }: Pick<ReturnType<typeof createSender>, "one">,
  count: number,
  shotOf: (n: number) => Shot,
): Promise<number> {
  const taken: number[] = [];
  for (let n = 0; n < count; n += 1) {
    const begun = performance.now();
    await one(shotOf(n));
    taken.push(performance.now() - begun);
    await setTimeout(BEAT_EVERY_MS);
  }
  taken.sort((first, second) => first - second);
  return taken[Math.floor(taken.length * 0.99)] ?? Number.NaN;
}

const beatOf = (n: number): Shot => heartbeatShot(agentIdOf(n % MACHINES), agentKeyOf(n % MACHINES), n);

/** One export after the other, so that no beat finds a calm moment; from a process of its own, so that reading them holds up no beat. */
function startDownloads(core: Server) {
  const child = fork(program, [new URL(exportRuns.path, core.url).href, adminOf(core).token]);
  return {
    begin: () => void child.send("begin"),
    async end(): Promise<void> {
      const ended = once(child, "message");
      child.send("end");
      await ended;
    },
    stop: () => child.disconnect(),
  };
}
