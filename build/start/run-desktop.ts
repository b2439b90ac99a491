import { spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as wait } from "node:timers/promises";
import { bringBuilt, shell } from "../steps/built.ts";
import { root } from "../steps/place.ts";
import { step } from "../steps/progress.ts";
import type { StartArguments } from "./arguments.ts";
import { signInLink, welcome } from "./holdfast-program.ts";
import { stopSignal } from "./until-stopped.ts";

const PATIENCE_MS = 60_000;

/** The desktop app, until a person quits it or ends us. Returns its exit code. */
export async function runDesktop(electron: string, { dataDir, listen }: StartArguments): Promise<number> {
  await step("desktop app", () => bringBuilt(shell), String);
  const child = spawn(electron, [root, ...(dataDir === undefined ? [] : [`--data-dir=${dataDir}`])], {
    stdio: ["ignore", "inherit", "inherit"],
    env: { ...process.env, ...(listen === undefined ? {} : { HOLDFAST_LISTEN: listen }) },
  });
  const ended = once(child, "exit").then(([code]) => (typeof code === "number" ? code : 1));
  void stopSignal().then(() => child.kill("SIGTERM"));
  const isOver = () => child.exitCode !== null || child.signalCode !== null;
  const url = await firstLink({ dataDir, isOver });
  if (url !== undefined) console.log(welcome({ url, dataDir }));
  return await ended;
}

type Waiting = { dataDir: string | undefined; isOver: () => boolean };

/** The app starts its core in its own time. */
async function firstLink({ dataDir, isOver }: Waiting): Promise<string | undefined> {
  const deadline = performance.now() + PATIENCE_MS;
  while (performance.now() < deadline && !isOver()) {
    const url = await signInLink(dataDir);
    if (url !== undefined) return url;
    await wait(500);
  }
  return undefined;
}
