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
    return [
      {
        ...{ what: "idle core, resident memory", against: "Node with Fastify and SQLite" },
        ...{ target: { atMost: 1.25 }, pairs: memory, share: "cost" },
      },
      {
        ...{ what: "idle core, CPU of a minute", against: "20 ms", target: { atMost: 1 } },
        ...{ pairs: cpu, share: "cost" },
      },
    ];
  },
};
