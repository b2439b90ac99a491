import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync } from "node:fs";
import { join } from "node:path";
import { createCaller } from "#contract/call";
import { createEnrolment } from "#contract/enrolments";
import { resticProgram } from "./large-snapshot.ts";
import { adminOf, type Server } from "./servers.ts";

const program = join(import.meta.dirname, "agent-program.ts");

/** A machine that has joined a core of the bench, as a process of its own. */
export async function startAgentOf(core: Server, folder: string) {
  const call = callTo(core);
  const { code } = await call(createEnrolment, { body: {} });
  const own = mkdtempSync(join(folder, "agent-"));
  const { PATH = "" } = process.env;
  const child = fork(program, [own, core.url, code, resticProgram()], { env: { HOME: own, PATH } });
  const ended = once(child, "exit");
  const tooEarly = ended.then(() => {
    throw new Error("The agent of the bench ended before its time.");
  });
  tooEarly.catch(() => undefined);
  const answer = async () => {
    const [said] = await Promise.race([once(child, "message"), tooEarly]);
    return said;
  };
  return {
    id: String(await answer()),
    pid: child.pid ?? 0,
    cacheDir: join(own, "agent", "cache"),
    /** In microseconds, finer than /proc has it. */
    cpu: () => {
      child.send("cpu");
      return answer().then(Number);
    },
    async stop() {
      child.disconnect();
      await ended;
    },
  };
}
export type BenchAgent = Awaited<ReturnType<typeof startAgentOf>>;

/** With the rights of the core's own computer. */
export function callTo(core: Server) {
  const authorization = `Bearer ${adminOf(core).token}`;
  return createCaller({ baseUrl: core.url, fetch, headers: () => ({ authorization }) });
}
