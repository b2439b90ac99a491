import { access, constants, lstat } from "node:fs/promises";
import { join } from "node:path";
import type { Grace } from "../processes/end-process.ts";
import { runProgram } from "../processes/run-program.ts";
import { readLines } from "../processes/split-lines.ts";
import { whyNotTrusted } from "../rules/trusted-file.ts";
import { childSwitch, type StopSwitch } from "../stop-signal.ts";

export type HookCall = {
  folder: string;
  /** A plain file name: the contract allows no separators in it. */
  name: string;
  environment: Record<string, string>;
  input: unknown;
  timeoutMs: number;
  /** How long each signal may take that ends it. */
  grace: Grace;
  stop: StopSwitch;
  onLine: (line: string) => void;
};

const MOST_LINES = 1_000;
const LINGER_MS = 1_000;

/** Runs one script of this machine; values reach it by its environment and as JSON on stdin. Undefined when it went well, else why not. */
export async function runHook(call: HookCall): Promise<string | undefined> {
  const program = join(call.folder, call.name);
  const distrust = await whyNotRunnable(program);
  if (distrust !== undefined) return distrust;
  const own = childSwitch(call.stop);
  const timer = setTimeout(own.stop, call.timeoutMs, "timed-out");
  let lines = 0;
  const take = (line: string) => {
    if (line !== "" && ++lines <= MOST_LINES) call.onLine(line);
  };
  const { exitCode, signal, stopped, spawnError } = await runProgram({
    ...{ program, args: [], environment: call.environment, cwd: call.folder, stop: own },
    input: `${JSON.stringify(call.input)}\n`,
    graceOf: () => call.grace,
    lingerMs: LINGER_MS,
    // A stream that is given up breaks off.
    read: ({ stdout, stderr }) => Promise.allSettled([readLines(stdout, take), readLines(stderr, take)]),
  });
  clearTimeout(timer);
  own.detach();
  if (lines > MOST_LINES) call.onLine(`(${lines - MOST_LINES} more lines are left out)`);
  if (spawnError !== undefined) return `could not be started (${spawnError.message})`;
  if (stopped === "timed-out" && call.stop.reason() === undefined)
    return `did not end within ${Math.round(call.timeoutMs / 1_000)} s and was ended`;
  if (exitCode === 0) return undefined;
  return signal === null ? `ended with exit code ${exitCode}` : `was ended by ${signal}`;
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
