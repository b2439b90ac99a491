import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import type { StopReason, StopSwitch } from "../stop-signal.ts";
import { endProcess, HURRIED, PATIENT, signalGroup } from "./end-process.ts";
import { parseMessage, type ResticMessage } from "./messages.ts";
import { splitLines } from "./split-lines.ts";

export type ResticLine = {
  stream: "stdout" | "stderr";
  text: string;
  /** Absent for plain text, which restic mixes in at any time. */
  message: ResticMessage | undefined;
};

export type Launch = {
  program: string;
  args: string[];
  environment: Record<string, string>;
  cwd: string;
  /** Goes in on stdin: arguments and environment can be read by others. */
  password?: string;
  stop: StopSwitch;
  maxLineCharacters?: number;
  /** Takes stdout as it comes instead of line by line; the command waits for its end. */
  onOutput?: (output: AsyncIterable<Uint8Array>) => Promise<void>;
  onSpawn?: (pid: number) => void | Promise<void>;
  onLine: (line: ResticLine) => void | Promise<void>;
};

export type ResticEnd = {
  exitCode: number | null;
  signal: NodeJS.Signals | null;
  /** The reason for which we ended it; exit codes of an interrupted restic differ by version. */
  stopped: StopReason | undefined;
  /** The last things it said on stderr in plain words. */
  words: string[];
  /** It could not even be started. */
  spawnError?: string;
};

const KEPT_WORDS = 40;

/** The one place that starts restic: its own process group, both pipes drained, ended by the ladder of signals. */
export async function runRestic(launch: Launch): Promise<ResticEnd> {
  if (launch.stop.signal.aborted)
    return { exitCode: null, signal: null, stopped: launch.stop.reason(), words: [] };
  const child = spawn(launch.program, launch.args, {
    cwd: launch.cwd,
    env: launch.environment,
    detached: process.platform !== "win32",
    windowsHide: true,
    stdio: "pipe",
  });
  try {
    await once(child, "spawn");
  } catch (error) {
    return {
      exitCode: null,
      signal: null,
      stopped: launch.stop.reason(),
      words: [],
      spawnError: String(error),
    };
  }
  const closed = new Promise<[number | null, NodeJS.Signals | null]>((resolve) =>
    child.once("close", (code, signal) => resolve([code, signal])),
  );
  const stopClimbing = climbWhenStopped(child, launch.stop);
  // From now on: when a process ends, Node throws away what of its output nobody reads yet.
  const reading = readBoth(child, launch);
  reading.catch(() => undefined);
  try {
    if (child.pid !== undefined) await launch.onSpawn?.(child.pid);
    givePassword(child, launch.password);
    const words = await reading;
    const [exitCode, signal] = await closed;
    return { exitCode, signal, stopped: launch.stop.reason(), words };
  } catch (error) {
    if (child.pid !== undefined) signalGroup(child.pid, "SIGKILL");
    throw error;
  } finally {
    stopClimbing();
  }
}

function climbWhenStopped(child: ChildProcessWithoutNullStreams, stop: StopSwitch): () => void {
  let stopClimbing = () => {};
  const climb = () => {
    stopClimbing = endProcess(child, stop.reason() === "shutdown" ? HURRIED : PATIENT);
  };
  if (stop.signal.aborted) climb();
  else stop.signal.addEventListener("abort", climb, { once: true });
  return () => {
    stop.signal.removeEventListener("abort", climb);
    stopClimbing();
  };
}

function givePassword(child: ChildProcessWithoutNullStreams, password: string | undefined): void {
  // A restic that ends before it reads breaks this pipe; how it ended says more.
  child.stdin.on("error", () => {});
  child.stdin.end(password === undefined ? undefined : `${password}\n`);
}

async function readBoth(
  child: ChildProcessWithoutNullStreams,
  { onLine, onOutput, maxLineCharacters }: Launch,
): Promise<string[]> {
  const words: string[] = [];
  const take = (stream: ResticLine["stream"]) => (text: string) => {
    if (text === "") return;
    const message = parseMessage(text);
    if (stream === "stderr") keepWords(words, text, message);
    return onLine({ stream, text, message });
  };
  await Promise.all([
    onOutput?.(child.stdout) ?? splitLines(child.stdout, take("stdout"), maxLineCharacters),
    splitLines(child.stderr, take("stderr")),
  ]);
  return words;
}

function keepWords(words: string[], text: string, message: ResticMessage | undefined): void {
  if (message !== undefined && message.message_type !== "exit_error") return;
  words.push((message?.message ?? text).slice(0, 2_000));
  if (words.length > KEPT_WORDS) words.shift();
}
