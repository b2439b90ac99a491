import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import * as z from "zod";
import { Trouble } from "../steps/trouble.ts";
import { holdfastProgram } from "./holdfast-program.ts";

export type CoreProcess = {
  url: string;
  agentId: string;
  /** Fulfilled with the exit code when the core ends, for whatever reason. */
  ended: Promise<number>;
  /** Ends it in order. */
  stop: () => Promise<void>;
};

type Options = { dataDir?: string | undefined; listen?: string | undefined; configDir?: string | undefined };

const readyLine = z.object({ ready: z.literal(true), url: z.url(), agentId: z.uuid() });
const logRecord = z.looseObject({
  level: z.number(),
  msg: z.string(),
  err: z.object({ message: z.string() }).optional(),
});
const WARNING = 40;

/** Starts a core without a window and waits until it is ready. What it warns about is passed on; the rest is in its log file. */
export async function startCoreProcess({ dataDir, listen, configDir }: Options): Promise<CoreProcess> {
  const args = [
    ...["core", "--json", "--stop-with-stdin"],
    ...(dataDir === undefined ? [] : ["--data-dir", dataDir]),
    ...(listen === undefined ? [] : ["--listen", listen]),
  ];
  const child = spawn(process.execPath, [holdfastProgram, ...args], {
    stdio: ["pipe", "pipe", "pipe"],
    env: { ...process.env, ...(configDir === undefined ? {} : { HOLDFAST_CONFIG_DIR: configDir }) },
    // Ctrl-C is for us; the core is told by its closing stdin, also when we are killed.
    detached: process.platform !== "win32",
  });
  const complaints: string[] = [];
  let complain: (text: string) => void = (text) => complaints.push(text);
  onWarning(child, (text) => complain(text));
  const ended = once(child, "close").then(([code]) => (typeof code === "number" ? code : 1));
  const stop = async () => {
    child.stdin.end();
    await ended;
  };
  const ready = await Promise.race([readReadyLine(child), ended]);
  if (typeof ready === "number")
    throw new Trouble(complaints.join("\n") || `The core ended with ${ready} before it was ready.`);
  complain = console.error;
  return { url: ready.url, agentId: ready.agentId, ended, stop };
}

/** Stays pending when the core ends first. */
function readReadyLine(child: ChildProcess): Promise<z.infer<typeof readyLine>> {
  return new Promise((resolve) => {
    linesOf(child.stdout, (line) => {
      const ready = readyLine.safeParse(parseJson(line));
      if (ready.success) resolve(ready.data);
    });
  });
}

function onWarning(child: ChildProcess, tell: (text: string) => void): void {
  linesOf(child.stderr, (line) => {
    const record = logRecord.safeParse(parseJson(line));
    if (record.success && record.data.level < WARNING) return;
    const text = record.success
      ? [record.data.msg, record.data.err?.message].filter(Boolean).join(": ")
      : line;
    tell(text);
  });
}

function linesOf(stream: NodeJS.ReadableStream | null, use: (line: string) => void): void {
  if (stream !== null) createInterface({ input: stream }).on("line", use);
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
