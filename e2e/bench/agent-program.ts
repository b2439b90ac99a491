import { join } from "node:path";
import { startAgent } from "../../agent-core/start.ts";
import { silentLog } from "../../agent-core/testing/silent-log.ts";

// An agent alone in a process, so that its CPU is nobody else's. It says its CPU in microseconds when it is asked.
const [folder = ".", baseUrl = "", code = "", restic = ""] = process.argv.slice(2);
const agent = await startAgent({
  dataDir: join(folder, "agent"),
  connection: {
    baseUrl,
    fetch: (url, init) => fetch(url, { ...init, duplex: "half" } as unknown as RequestInit),
  },
  enrolmentCode: async () => code,
  appVersion: "0.1.0",
  resticCandidates: [restic],
  log: silentLog,
});
process.on("message", () => {
  const { user, system } = process.cpuUsage();
  process.send?.(user + system);
});
// It ends with the bench, however that ends.
process.once("disconnect", async () => {
  await agent.stop();
  process.exit();
});
process.send?.(agent.agentId);
