import { mkdtempSync } from "node:fs";
import { join } from "node:path";
import { makeFleet, openFleet } from "../fleet.ts";
import { alternate, type Row } from "../measure.ts";

const TEN_SECONDS = 10_000;
const TICKS_A_MINUTE = 6;

/** CPU of the ticks of a minute in which nothing is due: it must follow what is due, not what there is. */
export const tickRow: Row = {
  name: "tick",
  async run({ quick, folder }) {
    const large = quick ? 10_000 : 100_000;
    const [few, many] = [await open(folder, 1_000), await open(folder, large)];
    const pairs = await alternate(quick ? 7 : 11, few.minute, many.minute);
    await Promise.all([few.stop(), many.stop()]);
    const what = `ticks of a minute at ${large.toLocaleString("en")} schedules, CPU`;
    return [{ what, against: "at 1,000", target: { atMost: 2 }, pairs, share: "cost" }];
  },
};

async function open(folder: string, machines: number) {
  const dataDir = mkdtempSync(join(folder, "fleet-"));
  await makeFleet(dataDir, { machines, due: 0 });
  const { orchestrator, pass } = await openFleet(dataDir);
  return {
    async minute(): Promise<number> {
      const before = process.cpuUsage();
      for (let ticks = 0; ticks < TICKS_A_MINUTE; ticks += 1) {
        pass(TEN_SECONDS);
        await orchestrator.tickInTurn();
      }
      const { user, system } = process.cpuUsage(before);
      return user + system;
    },
    stop: orchestrator.stop,
  };
}
