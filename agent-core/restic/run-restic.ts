import type { Readable } from "node:stream";
import { AT_ONCE, type Grace, HURRIED, PATIENT } from "../processes/end-process.ts";
import { type Launch, type ProgramEnd, runProgram } from "../processes/run-program.ts";
import { readLines } from "../processes/split-lines.ts";
import type { StopReason } from "../stop-signal.ts";
import { parseMessage, type ResticMessage } from "./messages.ts";

export type ResticLine = {
  stream: "stdout" | "stderr";
  text: string;
  /** Absent for plain text, which restic mixes in at any time. */
  message: ResticMessage | undefined;
};

export type ResticLaunch = Pick<Launch, "program" | "args" | "environment" | "cwd" | "stop" | "onSpawn"> & {
  password?: string;
  maxLineCharacters?: number;
  /** Takes stdout as it comes instead of line by line; the command waits for its end. */
  onOutput?: (output: AsyncIterable<Uint8Array>) => Promise<void>;
  onLine: (line: ResticLine) => void | Promise<void>;
};

/** `stopped` before everything else: exit codes of an interrupted restic differ by version. */
export type ResticEnd = ProgramEnd & {
  /** The last things it said on stderr in plain words. */
  words: string[];
};

const KEPT_WORDS = 40;

export async function runRestic(launch: ResticLaunch): Promise<ResticEnd> {
  const { program, args, environment, cwd, stop, onSpawn, password } = launch;
  const words: string[] = [];
  const end = await runProgram({
    ...{ program, args, environment, cwd, stop, onSpawn },
    input: password === undefined ? undefined : `${password}\n`,
    graceOf: (reason) => graceOf(args, reason),
    read: (output) => readBoth(output, launch, words),
  });
  return { ...end, words };
}

function graceOf(args: readonly string[], reason: StopReason | undefined): Grace {
  if (args.includes("--no-lock")) return AT_ONCE;
  return reason === "shutdown" ? HURRIED : PATIENT;
}

async function readBoth(
  { stdout, stderr }: { stdout: Readable; stderr: Readable },
  { onLine, onOutput, maxLineCharacters }: ResticLaunch,
  words: string[],
): Promise<void> {
  const take = (stream: ResticLine["stream"]) => (text: string) => {
    if (text === "") return;
    const message = parseMessage(text);
    if (stream === "stderr") keepWords(words, text, message);
    return onLine({ stream, text, message });
  };
  await Promise.all([
    onOutput?.(stdout) ?? readLines(stdout, take("stdout"), maxLineCharacters),
    readLines(stderr, take("stderr")),
  ]);
}

function keepWords(words: string[], text: string, message: ResticMessage | undefined): void {
  if (message !== undefined && message.message_type !== "exit_error") return;
  words.push((message?.message ?? text).slice(0, 2_000));
  if (words.length > KEPT_WORDS) words.shift();
}
