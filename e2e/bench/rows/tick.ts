import { mkdtempSync } from "node:fs";
import { join } from "node:path";
import { makeFleet, openFleet } from "../fleet.ts";
import { alternate, type Row } from "../measure.ts";

const TEN_SECONDS = 10_000;

/** CPU of a tick in which nothing is due: it must follow what is due, not what there is. Looks that are made once a minute are left out. */
export const tickRow: Row = {
  name: "tick",
  async run({ quick, folder }) {
    const large = quick ? 10_000 : 100_000;
    const [few, many] = [await open(folder, 1_000), await open(folder, large)];
    const pairs = await alternate(quick ? 5 : 11, few.tick, many.tick);
    await Promise.all([few.stop(), many.stop()]);
    const what = `tick at ${large.toLocaleString("en")} schedules, CPU`;
    return [{ what, against: "at 1,000", target: { atMost: 2 }, pairs, share: "cost" }];
  },
};

async function open(folder: string, machines: number) {
  const dataDir = mkdtempSync(join(folder, "fleet-"));
  await makeFleet(dataDir, { machines, due: 0 });
  const { orchestrator, pass } = await openFleet(dataDir);
  return {
    async tick(): Promise<number> {
      // The first of the minute looks at how everybody is protected; the four after it are alike.
      pass(2 * TEN_SECONDS);
      await orchestrator.tickNow();
      const before = process.cpuUsage();
      for (let ticks = 0; ticks < 4; ticks += 1) {
        pass(TEN_SECONDS);
        await orchestrator.tickNow();
      }
      const { user, system } = process.cpuUsage(before);
      return user + system;
    },
    stop: orchestrator.stop,
  };
}
