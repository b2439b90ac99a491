import { setTimeout } from "node:timers/promises";
import { buildProgram } from "../installed-program.ts";
import { fineCpuOf, memoryKib, type Pair, type Row } from "../measure.ts";
import { startCoreBy, startHello } from "../servers.ts";

const MOST_CPU_MICROSECONDS = 20_000;

/** What an installed core without machines costs while nobody asks anything, a minute after its start. */
export const idleRow: Row = {
  name: "idle",
  async run({ quick, folder }) {
    const program = await buildProgram(folder);
    const [hello, core] = [await startHello(folder), await startCoreBy([program], folder)];
    const [rounds, seconds] = quick ? [3, 10] : [5, 20];
    const memory: Pair[] = [];
    const cpu: Pair[] = [];
    await setTimeout(seconds * 1_000);
    for (let round = 0; round < rounds; round += 1) {
      const before = fineCpuOf(core.pid);
      await setTimeout(seconds * 1_000);
      cpu.push({ base: MOST_CPU_MICROSECONDS, subject: ((fineCpuOf(core.pid) - before) * 60) / seconds });
      memory.push({ base: memoryKib(hello.pid, "VmRSS"), subject: memoryKib(core.pid, "VmRSS") });
    }
    await Promise.all([hello.stop(), core.stop()]);
    const touched = await touchAfterRest(rounds);
    return [
      {
        ...{ what: "idle core, resident memory", against: "Node with Fastify and SQLite" },
        ...{ target: { atMost: 1.25 }, pairs: memory, share: "cost" },
      },
      {
        ...{ what: "idle core, CPU of a minute", against: "20 ms", target: { atMost: 1 } },
        ...{ pairs: cpu, share: "cost" },
      },
      {
        ...{ what: "memory that nobody touched for ten seconds, time", against: "the same right away" },
        ...{ target: {}, pairs: touched, share: "cost" },
      },
    ];
  },
};

const PAGE_BYTES = 4_096;
const TOUCHED_BYTES = 16 * 1024 ** 2;

/** What the machine adds to a program that rests: some hosts take the memory of a guest away meanwhile, and bring it back page by page. */
async function touchAfterRest(rounds: number): Promise<Pair[]> {
  const memory = new Uint8Array(TOUCHED_BYTES).fill(1);
  let sum = 0;
  const touch = () => {
    const begun = performance.now();
    for (let at = 0; at < memory.length; at += PAGE_BYTES) sum += memory[at] ?? 0;
    return performance.now() - begun;
  };
  const pairs: Pair[] = [];
  for (let round = 0; round < rounds; round += 1) {
    for (let warming = 0; warming < 50; warming += 1) touch();
    const base = touch();
    await setTimeout(10_000);
    pairs.push({ base, subject: touch() });
  }
  if (sum === 0) throw new Error("Nothing was touched.");
  return pairs;
}
