import { spawn } from "node:child_process";
import { once } from "node:events";
import { alternate, cpuOf, type Row } from "../measure.ts";
import { startCore } from "../servers.ts";

export const startRow: Row = {
  name: "start",
  async run({ quick, folder }) {
    const core = async () => {
      const started = await startCore(folder);
      const cpu = cpuOf(started.pid);
      await started.stop();
      return cpu;
    };
    const pairs = await alternate(quick ? 5 : 9, nothing, core);
    const what = "start of the core to ready, new database, CPU";
    return [{ what, against: "`node -e 0`", target: { atMost: 3 }, pairs, share: "cost" }];
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
