import * as z from "zod";
import { parseJson } from "./messages.ts";
import type { RunCommand } from "./open-restic.ts";
import type { ResticEnd } from "./run-restic.ts";

const written = z.looseObject({
  time: z.string(),
  exclusive: z.boolean().catch(false),
  hostname: z.string().catch(""),
  username: z.string().catch(""),
  pid: z.int().min(0).catch(0),
});
export type Lock = {
  id: string;
  time: string;
  exclusive: boolean;
  hostname: string;
  username: string;
  pid: number;
};

const MOST_LOCKS = 100;

/** All locks of a repository, read without taking one; `unreadable` counts those that are gone again or hold garbage. */
export async function readLocks(
  run: RunCommand,
): Promise<{ end: ResticEnd; locks: Lock[]; unreadable: number }> {
  const ids: string[] = [];
  const end = await run({
    args: ["list", "locks", "--no-lock", "--quiet"],
    onLine: ({ stream, text }) => {
      if (stream === "stdout" && /^[0-9a-f]{64}$/.test(text)) ids.push(text);
    },
  });
  const locks: Lock[] = [];
  for (const id of ids.slice(0, MOST_LOCKS)) {
    const lock = await readLock(run, id);
    if (lock !== undefined) locks.push(lock);
  }
  return { end, locks, unreadable: ids.length - locks.length };
}

async function readLock(run: RunCommand, id: string): Promise<Lock | undefined> {
  const lines: string[] = [];
  await run({
    args: ["cat", "lock", id, "--no-lock"],
    onLine: ({ stream, text }) => {
      if (stream === "stdout" && lines.length < 100) lines.push(text);
    },
  });
  return parseLock(id, lines);
}

export function parseLock(id: string, lines: string[]): Lock | undefined {
  // Plain text may come before the object, which stretches over several lines.
  const start = lines.findIndex((line) => line.startsWith("{"));
  const lock = start === -1 ? undefined : written.safeParse(parseJson(lines.slice(start).join("\n"))).data;
  if (lock === undefined) return undefined;
  const { time, exclusive, hostname, username, pid } = lock;
  return { id, time, exclusive, hostname, username, pid };
}
