import { isAbsolute, normalize } from "node:path";
import { locate } from "../facts/real-place.ts";
import { readRules } from "../rules/agent-rules.ts";
import { keepOut } from "../rules/never-read.ts";
import { Refusal } from "./refusal.ts";

/** Of a folder: the places in it that the local rules close, or `undefined` where they close all of it. */
export type ClosedIn = (folder: string) => Promise<ReadonlySet<string> | undefined>;

/** What may be looked at is what may be backed up: a machine that the rules let make no backups shows none of its folders. */
export async function lookByRules(rulesFile: string): Promise<ClosedIn> {
  const read = await readRules(rulesFile);
  if ("refusal" in read) throw new Refusal("not-allowed-here", `${read.refusal} So no folder is shown.`);
  const { allowedKinds, neverRead } = read.rules;
  if (allowedKinds !== undefined && !allowedKinds.includes("backup"))
    throw new Refusal(
      "not-allowed-here",
      "The local rules of this machine allow no backups, so its folders are not shown. An administrator of this machine decides that in agent-rules.toml.",
    );
  if (neverRead.length === 0) return async () => new Set();
  // Once, however many folders are asked for: one on a drive that is silent takes its time each time.
  const places = await locate(neverRead);
  return async (folder) => {
    const kept = keepOut(places, await locate([folder]));
    return "refusal" in kept ? undefined : new Set(kept.closed);
  };
}

/** Whether the drive that holds a path says anything, within a time that somebody waits. */
export type Answers = (path: string, patienceMs: number) => Promise<boolean>;
export const LOOK_MS = 5_000;

export function absolute(path: string): string {
  if (!isAbsolute(path) || path.includes("\0"))
    throw new Refusal("not-found", `${path} is no whole path of this machine. Begin at a disk or at /.`);
  const plain = normalize(path);
  return plain.length > 1 && !/^[A-Za-z]:\\$/.test(plain) ? plain.replace(/[\\/]$/, "") : plain;
}
