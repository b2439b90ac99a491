import { mkdir, readdir, readFile, rm, stat, utimes } from "node:fs/promises";
import { join } from "node:path";
import * as z from "zod";
import { restoreSpec } from "#contract/task";
import { id } from "#contract/values";
import { holdsPath } from "../facts/disk-of.ts";
import { writeDurably } from "../journal/write-durably.ts";

/** From its start to its end, by the clock of this machine. */
const time = z.object({
  fromMs: z.number(),
  toMs: z.number().optional(),
  /** No file that it had begun is smaller than it is to be. */
  hasFullSizes: z.boolean().optional(),
});

/** A restore that has begun to write and has not come to a good end. */
const unfinishedRestore = z.object({
  taskId: id,
  snapshotId: z.string(),
  paths: restoreSpec.shape.paths,
  target: z.string(),
  /** The target is a folder of Holdfast's own choosing. */
  isOwnFolder: z.boolean(),
  /** There was no such folder. */
  isTargetMade: z.boolean(),
  /** Of each attempt. */
  times: z.array(time).min(1),
  /** Where nothing was: what is at or below these came from the restore, or later. */
  made: z.array(z.string()),
  /** Files, and folders with files, that it was to overwrite. */
  overwritten: z.array(z.string()),
  /** At and below these another restore has come to a good end since. */
  done: z.array(z.string()).default([]),
});
export type UnfinishedRestore = z.infer<typeof unfinishedRestore>;

type Written = Pick<UnfinishedRestore, "made" | "overwritten">;

export type RestoreRecords = ReturnType<typeof createRestoreRecords>;

const MOST_KEPT = 100;
/** A restore that was killed wrote no longer than this after its last sign of life. */
const SIGN_EVERY_MS = 10_000;

/**
 * What restores that broke off have written to, on the disk before they write. restic makes a file under its own name and with its full
 * size before anything is in it: by itself nobody can tell one that is half written from one that a person had there.
 */
export function createRestoreRecords(folder: string, now: () => Date, warn: (text: string) => void) {
  const fileOf = (taskId: string) => join(folder, `${taskId}.json`);
  const write = (one: UnfinishedRestore) => writeDurably(fileOf(one.taskId), JSON.stringify(one));
  const unreadable = new Set<string>();
  let livedAtMs = 0;

  async function read(name: string): Promise<UnfinishedRestore[]> {
    const file = join(folder, name);
    try {
      return [await readWhole(file)];
    } catch (error) {
      // Another task has come to its end.
      if (codeOf(error) === "ENOENT") return [];
      if (!unreadable.has(file)) warn(`The record ${file} of an earlier restore cannot be read: ${error}`);
      unreadable.add(file);
      return [];
    }
  }

  async function readWhole(file: string): Promise<UnfinishedRestore> {
    const text = await readFile(file, "utf8");
    const { mtimeMs } = await stat(file);
    const found = unfinishedRestore.parse(JSON.parse(text));
    const times = found.times.map((one) => ({ ...one, toMs: one.toMs ?? mtimeMs + SIGN_EVERY_MS }));
    return { ...found, times };
  }

  async function all(): Promise<UnfinishedRestore[]> {
    const found = await readdir(folder).catch((error: unknown) => {
      if (codeOf(error) !== "ENOENT") warn(`The records of earlier restores cannot be read: ${error}`);
      return [];
    });
    const names = found.filter((name) => name.endsWith(".json"));
    return (await Promise.all(names.map(read))).flat();
  }

  return {
    all,
    /** Of those that were looked at; nobody knows where they have left files half written. */
    unreadable: () => [...unreadable],
    of: async (taskId: string) => (await all()).find((one) => one.taskId === taskId),

    /** In the place of earlier ones of the same restore, whose attempts it takes over. */
    async begin(one: Omit<UnfinishedRestore, "times" | "done">, earlier: readonly UnfinishedRestore[]) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const { taskId } = one;
      await write({
        ...one,
        isOwnFolder: one.isOwnFolder || earlier.some(({ isOwnFolder }) => isOwnFolder),
        times: [...earlier.flatMap(({ times }) => times), { fromMs: now().getTime() }],
        made: merged(
          one.made,
          earlier.flatMap(({ made }) => made),
        ),
        overwritten: merged(
          one.overwritten,
          earlier.flatMap(({ overwritten }) => overwritten),
        ),
        // What is written anew may be left half written anew.
        done: earlier.flatMap(({ done }) => done).filter((place) => !touches(one, [place])),
      });
      for (const other of earlier)
        if (other.taskId !== taskId) await rm(fileOf(other.taskId), { force: true });
      const oldest = (await all()).sort((a, b) => begunMs(b) - begunMs(a)).slice(MOST_KEPT);
      for (const old of oldest) await rm(fileOf(old.taskId), { force: true });
    },

    /** For a kill, after which nobody else can say until when it wrote. */
    isAlive(taskId: string): void {
      const nowMs = now().getTime();
      if (Math.abs(nowMs - livedAtMs) < SIGN_EVERY_MS / 2) return;
      livedAtMs = nowMs;
      void utimes(fileOf(taskId), nowMs / 1_000, nowMs / 1_000).catch(() => {});
    },

    /** It writes no more, and is not whole. */
    async breakOff(taskId: string, hasFullSizes = false): Promise<void> {
      const nowMs = now().getTime();
      const found = await this.of(taskId);
      if (found === undefined) return;
      const times = found.times.map((one, at) =>
        at < found.times.length - 1 ? one : { ...one, toMs: nowMs, hasFullSizes },
      );
      await write({ ...found, times });
    },

    /**
     * All of this snapshot at and below these places is whole; what came from another snapshot may be half written as before. Returns the
     * folders that restores have made of which nothing is unfinished any more.
     */
    async finish(
      { taskId, snapshotId }: Pick<UnfinishedRestore, "taskId" | "snapshotId">,
      places: readonly string[],
    ): Promise<string[]> {
      const whole: UnfinishedRestore[] = [];
      const left: UnfinishedRestore[] = [];
      for (const one of await all()) {
        const isSame = one.snapshotId === snapshotId;
        const done = [...one.done, ...places];
        const isWhole = one.taskId === taskId || (isSame && isWithinThese(one, done));
        (isWhole ? whole : left).push(one);
        if (isWhole) await rm(fileOf(one.taskId), { force: true });
        else if (isSame && touches(one, places)) await write({ ...one, done });
      }
      const made = whole.filter(({ isTargetMade }) => isTargetMade).map(({ target }) => target);
      return [...new Set(made)].filter((folder) => !left.some(({ target }) => target === folder));
    },
  };
}

/** It has written, or was to write, at, above or below one of these places. */
export const touches = ({ made, overwritten }: Written, places: readonly string[]): boolean =>
  [...made, ...overwritten].some((path) => places.some((place) => isOnOneWay(path, place)));

const isWithinThese = ({ made, overwritten }: Written, places: readonly string[]): boolean =>
  [...made, ...overwritten].every((path) => places.some((place) => holdsPath(place, path)));

const isOnOneWay = (one: string, other: string) => holdsPath(one, other) || holdsPath(other, one);

const merged = (some: string[], others: string[]) => [...new Set([...some, ...others])];

const begunMs = ({ times }: UnfinishedRestore) => times[0]?.fromMs ?? 0;

const codeOf = (error: unknown) => (error as NodeJS.ErrnoException).code;
