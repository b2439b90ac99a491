import { spawn } from "node:child_process";
import { once } from "node:events";
import { buildProgram } from "../installed-program.ts";
import { alternate, cpuOf, type Pair, type Row } from "../measure.ts";
import { bin, type Server, startCoreBy, startHello } from "../servers.ts";

/** CPU until the core is ready with a database that is there, each start after the first: as installed, and from a clone. */
export const startRow: Row = {
  name: "start",
  async run({ quick, folder }) {
    const rounds = quick ? 5 : 9;
    const installed = [await buildProgram(folder)];
    const clone = [process.execPath, bin];
    const started = async (server: Promise<Server>) => {
      const cpu = cpuOf((await server).pid);
      await (await server).stop();
      return cpu;
    };
    const by = (program: string[]) => () => started(startCoreBy(program, folder));
    const hello = () => started(startHello(folder));
    const againstNothing = await alternate(rounds, nothing, by(installed));
    const againstLeast = await alternate(rounds, hello, by(installed));
    const ofClone = await alternate(rounds, nothing, by(clone));
    const what = "start of the core to ready, CPU";
    const row = (name: string, against: string, atMost: number, pairs: Pair[]) => ({
      ...{ what: `${what}, ${name}`, against, target: { atMost }, pairs, share: "cost" as const },
    });
    return [
      row("installed", "`node -e 0`", 3, againstNothing),
      row("installed", "Node with Fastify and SQLite", 2, againstLeast),
      row("from a clone", "`node -e 0`", 3, ofClone),
    ];
  },
};

/** What a program without a line of code costs, as it says at its own end. */
async function nothing(): Promise<number> {
  const script = "process.stdout.write(JSON.stringify(process.cpuUsage()))";
  const child = spawn(process.execPath, ["-e", script], { stdio: ["ignore", "pipe", "inherit"] });
  let said = "";
  child.stdout.on("data", (part) => {
    said += part;
  });
  await once(child, "close");
  const { user, system } = JSON.parse(said) as NodeJS.CpuUsage;
  return user + system;
}
