import { spawn } from "node:child_process";
import { rmSync } from "node:fs";
import { Agent, request } from "node:http";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { appendDurably, writeDurably } from "../../agent-core/journal/write-durably.ts";
import { readLines } from "../../agent-core/processes/split-lines.ts";
import { sayCpu } from "./say-cpu.ts";

// The least that can back up for somebody else: it notes on the disk what it is about to do, starts restic, hands in the log and how
// it ended, and asks for more. It looks at nothing and believes everything. A backup each time that it is told to.
const [folder = ".", url = "", restic = "", source = ""] = process.argv.slice(2);
const keptAlive = new Agent({ keepAlive: true });

async function call(method: "GET" | "POST", body?: Buffer | string): Promise<string> {
  const reply = Promise.withResolvers<string>();
  const headers = body === undefined ? {} : { "content-type": "application/json" };
  request(`${url}/hello`, { agent: keptAlive, method, headers }, (said) => reply.resolve(text(said)))
    .on("error", reply.reject)
    .end(body);
  return reply.promise;
}

async function backUp(): Promise<void> {
  const journal = join(folder, "task.json");
  const task = { taskId: "a task", startedAt: new Date().toISOString() };
  await writeDurably(journal, JSON.stringify(task));
  await call("POST", JSON.stringify({ ...task, state: "acknowledged" }));
  const lines: string[] = [];
  const child = spawn(restic, ["backup", "--json", source], { detached: true });
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  await appendDurably(journal, JSON.stringify({ ...task, pid: child.pid }));
  const take = (line: string) => {
    if (line !== "") lines.push(JSON.stringify(JSON.parse(line)));
  };
  await Promise.all([readLines(child.stdout, take), readLines(child.stderr, take)]);
  const exitCode = await ended;
  if (exitCode !== 0) throw new Error(`restic backup ended with ${exitCode}.`);
  const result = JSON.stringify({ ...task, exitCode, summary: JSON.parse(lines.at(-1) ?? "") });
  await appendDurably(journal, result);
  const log = await promisify(gzip)(lines.join("\n"));
  await call("POST", JSON.stringify({ lines: log.toString("base64") }));
  await call("POST", result);
  rmSync(journal);
  await call("GET");
}

process.on("message", async (asked) => {
  if (asked === "cpu") return sayCpu();
  await backUp();
  process.send?.("done");
});
// It ends with the bench, however that ends.
process.once("disconnect", () => process.exit());
process.send?.("ready");
