import { spawn } from "node:child_process";
import { once } from "node:events";
import { access, constants, lstat } from "node:fs/promises";
import { join } from "node:path";
import { signalGroup } from "../restic/end-process.ts";
import { splitLines } from "../restic/split-lines.ts";
import { whyNotTrusted } from "../rules/trusted-file.ts";

export type HookCall = {
  folder: string;
  /** A plain file name: the contract allows no separators in it. */
  name: string;
  environment: Record<string, string>;
  input: unknown;
  timeoutMs: number;
  signal: AbortSignal;
  onLine: (line: string) => void;
};

const MOST_LINES = 1_000;
const GRACE_MS = 5_000;

/** Runs one script of this machine, without a shell; values reach it by its environment and as JSON on stdin. Undefined when it went well, else why not. */
export async function runHook(call: HookCall): Promise<string | undefined> {
  const program = join(call.folder, call.name);
  const distrust = await whyNotRunnable(program);
  if (distrust !== undefined) return distrust;
  const child = spawn(program, [], {
    cwd: call.folder,
    env: call.environment,
    detached: process.platform !== "win32",
    windowsHide: true,
    stdio: "pipe",
  });
  try {
    await once(child, "spawn");
  } catch (error) {
    return `could not be started (${error instanceof Error ? error.message : String(error)})`;
  }
  const closed = once(child, "close") as Promise<[number | null, NodeJS.Signals | null]>;
  const watch = endInTime(child.pid ?? 0, call);
  // One that reads nothing breaks this pipe.
  child.stdin.on("error", () => {});
  child.stdin.end(`${JSON.stringify(call.input)}\n`);
  let lines = 0;
  const take = (line: string) => {
    if (line !== "" && ++lines <= MOST_LINES) call.onLine(line);
  };
  await Promise.all([splitLines(child.stdout, take), splitLines(child.stderr, take)]);
  const [code, signal] = await closed;
  const ended = watch.end();
  if (ended === "timed-out")
    return `did not end within ${Math.round(call.timeoutMs / 1_000)} s and was ended`;
  if (code === 0) return undefined;
  return signal === null ? `ended with exit code ${code}` : `was ended by ${signal}`;
}

async function whyNotRunnable(program: string): Promise<string | undefined> {
  try {
    if (!(await lstat(program)).isFile()) return "is no plain file";
    await access(program, constants.X_OK);
    const distrust = await whyNotTrusted(program);
    return distrust && `is not run, because ${distrust}`;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code === "ENOENT" ? "is not there" : `cannot be run (${code ?? String(error)})`;
  }
}

/** Whatever it started goes with it. */
function endInTime(pid: number, { timeoutMs, signal }: HookCall) {
  let why: "timed-out" | "stopped" | undefined;
  let kill: NodeJS.Timeout | undefined;
  const stop = (reason: "timed-out" | "stopped") => {
    why ??= reason;
    signalGroup(pid, "SIGTERM");
    kill ??= setTimeout(signalGroup, GRACE_MS, pid, "SIGKILL");
  };
  const onAbort = () => stop("stopped");
  const timer = setTimeout(stop, timeoutMs, "timed-out");
  if (signal.aborted) onAbort();
  else signal.addEventListener("abort", onAbort, { once: true });
  return {
    end: () => {
      clearTimeout(timer);
      clearTimeout(kill);
      signal.removeEventListener("abort", onAbort);
      return why;
    },
  };
}
