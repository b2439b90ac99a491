import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import * as z from "zod";
import type { CoreCommand } from "./core-command.ts";
import { parseReadyLine } from "./ready-line.ts";

/** A little more than the core takes at most to drain. */
const PATIENCE_MS = 12_000;
const KEPT_LINES = 20;

export type CoreProcess = {
  /** The address the core serves at; rejects with a sentence when it ends before that. */
  ready: Promise<string>;
  /** Why the process ended; never rejects. */
  ended: Promise<string>;
  /** Closes the core's stdin, which makes it drain and leave, and kills it when it does not. */
  stop(): Promise<void>;
};

/** Starts the core as a child whose stdin is our hand on it: it stops when we let go, also when we die. */
export function startCoreProcess({ file, args }: CoreCommand, keyLine?: string): CoreProcess {
  const child = spawn(file, args, { stdio: ["pipe", "pipe", "pipe"], windowsHide: true });
  child.stdin.on("error", () => undefined);
  if (keyLine !== undefined) child.stdin.write(`${keyLine}\n`);
  const lastWords = keepLastWords(child.stderr);
  const ended = untilEnd(child, lastWords);
  const ready = new Promise<string>((resolve, reject) => {
    createInterface(child.stdout).on("line", (line) => {
      const parsed = parseReadyLine(line);
      if (parsed !== undefined) resolve(parsed.url);
    });
    void ended.then((reason) => reject(new Error(reason)));
  });
  // Whoever only waits for the end need not look at this promise.
  ready.catch(() => undefined);
  return {
    ready,
    ended,
    async stop() {
      child.stdin.end();
      const killer = setTimeout(() => child.kill("SIGKILL"), PATIENCE_MS);
      await ended;
      clearTimeout(killer);
    },
  };
}

function untilEnd(child: ChildProcess, lastWords: () => string | undefined): Promise<string> {
  return new Promise((resolve) => {
    child.on("error", (error) => resolve(`Holdfast's core could not be started: ${error.message}.`));
    child.on("close", (code, signal) => {
      const how = signal === null ? `with code ${code}` : `by ${signal}`;
      resolve(lastWords() ?? `Holdfast's core ended ${how}.`);
    });
  });
}

/** What the core said last at a level that explains an end. */
function keepLastWords(stderr: Readable): () => string | undefined {
  const lines: string[] = [];
  createInterface(stderr).on("line", (line) => {
    lines.push(line);
    if (lines.length > KEPT_LINES) lines.shift();
  });
  return () => lines.map(fatalMessage).findLast((message) => message !== undefined);
}

const FATAL = 60;
const fatalRecord = z.looseObject({
  level: z.literal(FATAL),
  msg: z.string().min(1),
  err: z.looseObject({ message: z.string() }).optional(),
});

function fatalMessage(line: string): string | undefined {
  try {
    const record = fatalRecord.safeParse(JSON.parse(line)).data;
    if (record === undefined) return undefined;
    return record.err === undefined ? record.msg : `${record.msg}: ${record.err.message}`;
  } catch {
    return undefined;
  }
}
