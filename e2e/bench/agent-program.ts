import { Agent, request } from "node:http";
import { join } from "node:path";
import { startAgent } from "../../agent-core/start.ts";
import { silentLog } from "../../agent-core/testing/silent-log.ts";
import { exchange } from "../../electron/core/http-exchange.ts";
import { sayCpu } from "./say-cpu.ts";

// An agent alone in a process, so that its CPU is nobody else's. It says its CPU when it is asked.
const [folder = ".", baseUrl = "", code = "", restic = ""] = process.argv.slice(2);
const keptAlive = new Agent({ keepAlive: true });

async function start(): Promise<void> {
  const agent = await startAgent({
    dataDir: join(folder, "agent"),
    connection: {
      baseUrl,
      // As to another machine, only without TLS.
      fetch: (url, { method, headers, body, signal }) =>
        exchange(request(url, { agent: keptAlive, method, headers }), body, signal),
    },
    enrolmentCode: async () => code,
    appVersion: "0.1.0",
    resticCandidates: [restic],
    log: silentLog,
  });
  process.on("message", sayCpu);
  // It ends with the bench, however that ends.
  process.once("disconnect", async () => {
    await agent.stop();
    process.exit();
  });
  process.send?.(agent.agentId);
}

void start();
