import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";

export type Server = { url: string; pid: number; folder: string; stop(): Promise<void> };

/** Puts something into the data folder of a core that is stopped. */
type Prepare = (dataDir: string) => Promise<void> | void;

export const bin = join(import.meta.dirname, "..", "..", "electron", "cli", "bin.mjs");

export const startHello = (folder: string) => startOther(folder, "hello-server.mjs");
export const startBeatServer = (folder: string) => startOther(folder, "beat-server.ts");
export const startHoldServer = (folder: string) => startOther(folder, "hold-server.ts");
export const startLogServer = (folder: string) => startOther(folder, "log-server.ts");

function startOther(folder: string, file: string): Promise<Server> {
  const own = mkdtempSync(join(folder, `${file}-`));
  return start([process.execPath, join(import.meta.dirname, file), own], own, {});
}

/** A core without a machine of its own, whose data lies in a new folder. */
export const startCore = (folder: string) => startCoreWith(folder, { HOLDFAST_NO_AGENT: "true" });

/** The same, and other machines reach it over TLS. */
export const startCoreForOthers = (folder: string, prepare?: Prepare) =>
  startCoreWith(folder, { HOLDFAST_NO_AGENT: "true", HOLDFAST_LAN: "127.0.0.1:0" }, prepare);

/** One that can open repositories. */
export const startCoreWithAgent = (folder: string) => startCoreWith(folder, restic());

/** Without a machine of its own, on a data folder that holds something already. */
export const startCoreOn = (folder: string, prepare: Prepare) =>
  startCoreWith(folder, { HOLDFAST_NO_AGENT: "true" }, prepare);

export async function startCoreWith(
  folder: string,
  variables: Record<string, string>,
  prepare?: Prepare,
): Promise<Server> {
  const own = mkdtempSync(join(folder, "core-"));
  if (prepare !== undefined) {
    // Its key is made with its database; without the key it would not open what lies there.
    await (await startIn(own, [process.execPath, bin], variables)).stop();
    await prepare(join(own, "data"));
  }
  return startIn(own, [process.execPath, bin], variables);
}

/** By a program of one's own, always on the same data folder; without a machine of its own. */
export function startCoreBy(program: string[], folder: string): Promise<Server> {
  const own = join(folder, "core again and again");
  mkdirSync(own, { recursive: true });
  return startIn(own, program, { HOLDFAST_NO_AGENT: "true" });
}

/** One that was stopped, at the same address and on the same data. */
export const startAgain = ({ url, folder }: Server, variables: Record<string, string>) =>
  startIn(folder, [process.execPath, bin], variables, new URL(url).host);

async function startIn(
  own: string,
  program: string[],
  variables: Record<string, string>,
  listen = "127.0.0.1:0",
): Promise<Server> {
  const server = await start([...program, "core", "--json", "--listen", listen], own, {
    HOME: own,
    HOLDFAST_DATA_DIR: join(own, "data"),
    HOLDFAST_CONFIG_DIR: join(own, "config"),
    ...variables,
  });
  return { ...server, pid: adminOf(server).pid };
}

function restic(): Record<string, string> {
  const { HOLDFAST_RESTIC, PATH = "" } = process.env;
  return { PATH, ...(HOLDFAST_RESTIC !== undefined && { HOLDFAST_RESTIC }) };
}

export function adminOf({ folder }: Pick<Server, "folder">): { token: string; pid: number } {
  return JSON.parse(readFileSync(join(folder, "data", "run", "admin.json"), "utf8"));
}

async function start(command: string[], folder: string, env: Record<string, string>): Promise<Server> {
  const [file = "", ...args] = command;
  const child = spawn(file, args, { cwd: folder, env, stdio: ["ignore", "pipe", "ignore"] });
  const closed = once(child, "close");
  // A row that fails leaves nothing running.
  const end = () => void child.kill("SIGKILL");
  process.on("exit", end);
  closed.finally(() => process.off("exit", end)).catch(() => undefined);
  const [line] = await Promise.race([
    once(createInterface(child.stdout), "line"),
    closed.then(([code]) => {
      throw new Error(`A server of the bench ended with ${code} before it was ready.`);
    }),
  ]);
  const { url } = JSON.parse(line) as { url: string };
  return {
    ...{ url, folder, pid: child.pid ?? 0 },
    async stop() {
      child.kill("SIGTERM");
      await closed;
    },
  };
}
