import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import type { Readable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import type { StopReason, StopSwitch } from "../stop-signal.ts";
import { endProcess, type Grace, HURRIED, signalChild } from "./end-process.ts";

export type Launch = {
  program: string;
  args: string[];
  environment: Record<string, string>;
  cwd: string;
  /** Goes in on stdin: arguments and environment can be read by others. */
  input?: string | undefined;
  stop: StopSwitch;
  graceOf?: (reason: StopReason | undefined) => Grace;
  onSpawn?: ((pid: number) => void | Promise<void>) | undefined;
  /** After its end its output is read for so long, then given up: something that it left running may hold the other end. */
  lingerMs?: number;
  /** Reads both to their ends: a program whose output nobody takes stands still. */
  read: (output: { stdout: Readable; stderr: Readable }) => Promise<unknown>;
};

export type ProgramEnd = {
  exitCode: number | null;
  signal: NodeJS.Signals | null;
  /** The reason for which we ended it. */
  stopped: StopReason | undefined;
  /** It could not even be started. */
  spawnError?: NodeJS.ErrnoException;
};

/** So long a program that somebody still writes is waited for: an update that puts it there, or a hook being saved. */
const [BUSY_TRIES, BUSY_PAUSE_MS] = [100, 20];

/** The one place that starts a program to work with: without a shell, in its own process group, ended by the ladder of signals. */
export async function runProgram(launch: Launch): Promise<ProgramEnd> {
  const { stop } = launch;
  if (stop.signal.aborted) return { exitCode: null, signal: null, stopped: stop.reason() };
  let child: ChildProcessWithoutNullStreams;
  try {
    child = await start(launch);
  } catch (error) {
    const spawnError = error as NodeJS.ErrnoException;
    return { exitCode: null, signal: null, stopped: stop.reason(), spawnError };
  }
  const closed = new Promise<[number | null, NodeJS.Signals | null]>((resolve) =>
    child.once("close", (code, signal) => resolve([code, signal])),
  );
  const lost = Promise.withResolvers<undefined>();
  const stopClimbing = climbWhenStopped(child, launch, () => {
    leave(child);
    lost.resolve(undefined);
  });
  const stopLingering = leaveInTime(child, launch.lingerMs);
  // From now on: when a process ends, Node throws away what of its output nobody reads yet.
  const reading = launch.read(child);
  reading.catch(() => undefined);
  try {
    if (child.pid !== undefined) await launch.onSpawn?.(child.pid);
    // One that ends before it reads breaks this pipe; how it ended says more.
    child.stdin.on("error", () => {});
    child.stdin.end(launch.input);
    await Promise.race([reading, lost.promise]);
    const [exitCode, signal] = (await Promise.race([closed, lost.promise])) ?? [null, "SIGKILL"];
    return { exitCode, signal, stopped: stop.reason() };
  } catch (error) {
    signalChild(child, "SIGKILL");
    throw error;
  } finally {
    stopClimbing();
    stopLingering();
  }
}

async function start(launch: Launch): Promise<ChildProcessWithoutNullStreams> {
  const { program, args, cwd, environment: env } = launch;
  const detached = process.platform !== "win32";
  for (let left = BUSY_TRIES; ; left -= 1) {
    try {
      const child = spawn(program, args, { cwd, env, detached, windowsHide: true, stdio: "pipe" });
      await once(child, "spawn");
      return child;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ETXTBSY" || left === 0) throw error;
      await sleep(BUSY_PAUSE_MS);
    }
  }
}

function leaveInTime(child: ChildProcessWithoutNullStreams, lingerMs: number | undefined): () => void {
  let timer: NodeJS.Timeout | undefined;
  if (lingerMs !== undefined)
    child.once("exit", () => {
      timer = setTimeout(leave, lingerMs, child);
    });
  return () => clearTimeout(timer);
}

function leave(child: ChildProcessWithoutNullStreams): void {
  for (const stream of [child.stdout, child.stderr]) stream.destroy();
}

function climbWhenStopped(
  child: ChildProcessWithoutNullStreams,
  { stop, graceOf }: Pick<Launch, "stop" | "graceOf">,
  onInvincible: () => void,
): () => void {
  let stopClimbing = () => {};
  const climb = () => {
    stopClimbing = endProcess(child, graceOf?.(stop.reason()) ?? HURRIED, onInvincible);
  };
  if (stop.signal.aborted) climb();
  else stop.signal.addEventListener("abort", climb, { once: true });
  return () => {
    stop.signal.removeEventListener("abort", climb);
    stopClimbing();
  };
}
