import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync } from "node:fs";
import { join } from "node:path";
import { createCaller } from "#contract/call";
import { createEnrolment } from "#contract/enrolments";
import { buildAgent } from "./installed-program.ts";
import { environment, resticProgram } from "./large-snapshot.ts";
import { adminOf, type Server } from "./servers.ts";

const bareProgram = join(import.meta.dirname, "bare-agent.ts");

/** A machine that has joined a core of the bench, as a process of its own. */
export async function startAgentOf(core: Server, folder: string) {
  const call = callTo(core);
  const { code } = await call(createEnrolment, { body: {} });
  const own = mkdtempSync(join(folder, "agent-"));
  const { PATH = "" } = process.env;
  const child = forkAsked(await buildAgent(own), [own, core.url, code, resticProgram()], { HOME: own, PATH });
  return {
    id: String(await child.answer()),
    cacheDir: join(own, "agent", "cache"),
    ...child.asked,
  };
}
export type BenchAgent = Awaited<ReturnType<typeof startAgentOf>>;

/** With the rights of the core's own computer. */
export function callTo(core: Server) {
  const authorization = `Bearer ${adminOf(core).token}`;
  return createCaller({ baseUrl: core.url, fetch, headers: () => ({ authorization }) });
}

/** The least that could take the place of one, with a repository that is there. */
export async function startBareAgent(
  hello: Server,
  { folder, repository, source }: { folder: string; repository: string; source: string },
) {
  const own = mkdtempSync(join(folder, "bare-agent-"));
  const child = forkAsked(
    bareProgram,
    [own, hello.url, resticProgram(), source],
    environment(own, repository),
  );
  await child.answer();
  return {
    ...child.asked,
    cacheDir: join(own, "cache"),
    backUp: async () => {
      child.send("back up");
      await child.answer();
    },
  };
}

function forkAsked(file: string, args: string[], env: Record<string, string>) {
  const child = fork(file, args, { env });
  const ended = once(child, "exit");
  const tooEarly = ended.then(() => {
    throw new Error("A program of the bench ended before its time.");
  });
  tooEarly.catch(() => undefined);
  const answer = async () => {
    const [said] = await Promise.race([once(child, "message"), tooEarly]);
    return said;
  };
  return {
    answer,
    send: (message: string) => child.send(message),
    asked: {
      pid: child.pid ?? 0,
      /** In microseconds, finer than /proc has it. */
      cpu: () => {
        child.send("cpu");
        return answer().then(Number);
      },
      async stop() {
        child.disconnect();
        await ended;
      },
    },
  };
}
