import { renameSync, rmSync } from "node:fs";
import { mkdir, readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import * as z from "zod";
import { runReport, runSummary } from "#contract/outcome";
import { taskKind } from "#contract/task";
import { id, instant } from "#contract/values";
import type { Log } from "../log.ts";
import { appendDurably, isLeftOver, writeDurably } from "./write-durably.ts";

const startedProcess = z.object({
  pid: z.int().min(1),
  /** What the system says about the start of that process; without it a pid proves nothing. */
  startTime: z.string(),
});

/** What a restore has kept aside. */
export const keptAside = runSummary.pick({ keptIn: true, filesKept: true, bytesKept: true });
export type KeptAside = z.infer<typeof keptAside>;

/** What must survive a kill of this program. Never credentials: they come with the offer. */
export const journalEntry = z.object({
  taskId: id,
  attempt: z.int().min(1),
  leaseToken: z.string(),
  kind: taskKind,
  slotKey: z.string().optional(),
  repositoryId: id.optional(),
  policyId: id.optional(),
  startedAt: instant,
  process: startedProcess.optional(),
  kept: keptAside.optional(),
  /** Not taken by the orchestrator yet. */
  result: runReport.optional(),
});
export type JournalEntry = z.infer<typeof journalEntry>;

const MOST_ASIDE = 20;

/**
 * One small file per open task, on the disk before anything else relies on it. Its last line counts: to make a new file for each entry
 * costs more than all the rest of it.
 */
export function createJournal(dataDir: string, log: Log) {
  const folder = join(dataDir, "journal");
  const refused = join(folder, "refused");
  let hasFolder: Promise<unknown> | undefined;
  /** Whose file was made, whole, by this process. */
  const begun = new Set<string>();
  /** Of a task that is over: to make a new file costs more than to fill one that is there. */
  let spare: string | undefined;
  let spared = 0;
  const fileOf = (taskId: string) => join(folder, `${taskId}.json`);

  return {
    async write(entry: JournalEntry): Promise<void> {
      hasFolder ??= mkdir(folder, { recursive: true, mode: 0o700 });
      await hasFolder;
      const { taskId } = entry;
      if (begun.has(taskId)) return appendDurably(fileOf(taskId), JSON.stringify(entry));
      const reused = spare;
      spare = undefined;
      await writeDurably(fileOf(taskId), JSON.stringify(entry), reused);
      begun.add(taskId);
    },

    async remove(taskId: string): Promise<void> {
      begun.delete(taskId);
      if (spare !== undefined) return rmSync(fileOf(taskId), { force: true });
      // Never under a name that a task which took the last one may still be writing to.
      const kept = join(folder, `spare.${process.pid}-${++spared}.part`);
      try {
        renameSync(fileOf(taskId), kept);
        spare = kept;
      } catch {
        rmSync(fileOf(taskId), { force: true });
      }
    },

    /** For a person to look at: what the orchestrator did not take. Returns where it lies; the newest are kept. */
    async setAside(entry: JournalEntry): Promise<string> {
      await mkdir(refused, { recursive: true, mode: 0o700 });
      const file = join(refused, `${entry.taskId}-${entry.attempt}.json`);
      await writeDurably(file, JSON.stringify(entry));
      const names = (await readdir(refused)).sort();
      for (const name of names.slice(0, -MOST_ASIDE)) await rm(join(refused, name), { force: true });
      return file;
    },

    async asideCount(): Promise<number> {
      return (await readdir(refused).catch(() => [])).length;
    },

    async readAll(): Promise<JournalEntry[]> {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const entries: JournalEntry[] = [];
      for (const name of await readdir(folder)) {
        if (isLeftOver(name)) await rm(join(folder, name), { force: true });
        if (!name.endsWith(".json")) continue;
        const entry = lastEntryIn(await readFile(join(folder, name), "utf8"));
        if (entry === undefined)
          log.error({ name }, "a file of the journal cannot be read and is left alone");
        else entries.push(entry);
      }
      return entries;
    },
  };
}

export type Journal = ReturnType<typeof createJournal>;

/** The last line may have broken off. */
function lastEntryIn(text: string): JournalEntry | undefined {
  const lines = text.split("\n").reverse();
  for (const line of lines) {
    const entry = parseEntry(line);
    if (entry !== undefined) return entry;
  }
  return undefined;
}

function parseEntry(text: string): JournalEntry | undefined {
  try {
    return journalEntry.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
