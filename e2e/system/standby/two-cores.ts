import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type Call, createCaller } from "#contract/call";
import { bin } from "../../bench/servers.ts";

type Place = { name: string; url: string; listen: number; lan: number; folder: string };
export type StandbyCore = Awaited<ReturnType<typeof startCore>>;

/** Several cores on one database, each with a data folder of its own and all with the same key. */
export function placesFor(folder: string, url: string, ports: number[]): Place[] {
  writeFileSync(join(folder, "key"), randomBytes(32), { mode: 0o600 });
  return ["one", "two"].map((name, at) => ({
    ...{ name, url, folder },
    listen: ports[at * 2] ?? 0,
    lan: ports[at * 2 + 1] ?? 0,
  }));
}

/** Does not wait until it is at work: it may stand by. */
export function startCore({ name, url, listen, lan, folder }: Place) {
  const own = join(folder, name);
  mkdirSync(own, { recursive: true });
  const log: string[] = [];
  const child: ChildProcess = spawn(
    process.execPath,
    [bin, "core", "--json", "--listen", `127.0.0.1:${listen}`],
    {
      cwd: own,
      stdio: ["ignore", "pipe", "pipe"],
      env: {
        HOME: own,
        HOLDFAST_DATA_DIR: join(own, "data"),
        HOLDFAST_CONFIG_DIR: join(own, "config"),
        HOLDFAST_KEY_FILE: join(folder, "key"),
        HOLDFAST_LAN: `127.0.0.1:${lan}`,
        HOLDFAST_DATABASE_URL: url,
      },
    },
  );
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (text) => log.push(String(text)));
  const ended = once(child, "close");
  const address = `http://127.0.0.1:${listen}`;
  return {
    name,
    lan,
    address,
    ended,
    log: () => log.join(""),
    signal: (signal: NodeJS.Signals) => child.kill(signal),
    async kill() {
      child.kill("SIGKILL");
      await ended;
    },
    async stop() {
      child.kill("SIGTERM");
      await ended;
    },
    /** The status of an answer; 0 where there is none. */
    ask: (path: string) =>
      fetch(`${address}${path}`, { signal: AbortSignal.timeout(5_000) }).then(
        (answer) => answer,
        () => undefined,
      ),
    /** With the rights of its own computer, as long as it is at work. */
    call: ((endpoint, input, options) => {
      const { token } = JSON.parse(readFileSync(join(own, "data", "run", "admin.json"), "utf8"));
      const headers = () => ({ authorization: `Bearer ${token}` });
      return createCaller({ baseUrl: address, fetch, headers })(endpoint, input, options);
    }) as Call,
  };
}

export async function untilAtWork(core: StandbyCore, seconds = 60): Promise<number> {
  const since = performance.now();
  while ((await core.ask("/readyz"))?.status !== 200) {
    if (performance.now() - since > seconds * 1_000)
      throw new Error(`Core ${core.name} did not take over within ${seconds} s:\n${core.log()}`);
    await sleep(50);
  }
  return performance.now() - since;
}

export async function untilStandby(core: StandbyCore): Promise<void> {
  const since = performance.now();
  while (!core.log().includes("stands by") || (await core.ask("/readyz"))?.status !== 503) {
    if (performance.now() - since > 60_000)
      throw new Error(`Core ${core.name} does not stand by:\n${core.log()}`);
    await sleep(50);
  }
}
