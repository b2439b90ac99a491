import { stat } from "node:fs/promises";
import { join } from "node:path";
import { driveAnswers } from "../facts/drive-answers.ts";
import { inTime, unlessAborted } from "../in-time.ts";
import { catConfig } from "../restic/cat-config.ts";
import { endedBadly, failed, stoppedWithoutRestic, type TaskEnd } from "../restic/judge-end.ts";
import type { ResticEnd } from "../restic/run-restic.ts";
import { placeOf, type TaskContext } from "./task-context.ts";

/** Whoever is stopped now has saved everything: most drives say so at once. */
const LAST_LOOK_MS = 2_000;

/**
 * Looks once more where a backup says that it is. restic makes folders that are missing: when a drive is pulled out in the middle, it
 * writes on beneath the mount point, to a good end with a snapshot that is in no repository.
 */
export async function lostMeanwhile(
  context: TaskContext,
  end: ResticEnd,
  snapshotId: string | undefined,
  answers: (path: string) => Promise<boolean> = driveAnswers,
): Promise<TaskEnd | undefined> {
  const { kind, location } = context.offer.repository;
  if (kind === "fs") {
    const looking = lookAt(location, snapshotId, answers);
    const seen = (await unlessAborted(looking, context.stop.signal)) ?? (await inTime(looking, LAST_LOOK_MS));
    return seen === undefined ? stoppedWithoutRestic(context.stop) : ends[seen](location);
  }
  // Its lock went with the rest; to look costs a sign-in, so only then.
  if (!end.words.some((text) => text.includes("error while unlocking"))) return undefined;
  const { end: looked } = await catConfig(context.run);
  return looked.exitCode === 0 ? undefined : endedBadly(looked, placeOf(context));
}

async function lookAt(
  location: string,
  snapshotId: string | undefined,
  answers: (path: string) => Promise<boolean>,
): Promise<keyof typeof ends> {
  if (!(await answers(location))) return "silent";
  return (await holds(location, snapshotId)) ? "there" : "gone";
}

async function holds(location: string, snapshotId: string | undefined): Promise<boolean> {
  const files = ["config", ...(snapshotId === undefined ? [] : [join("snapshots", snapshotId)])];
  const there = files.map((file) =>
    stat(join(location, file)).then(
      () => true,
      () => false,
    ),
  );
  return (await Promise.all(there)).every(Boolean);
}

const ends = {
  there: () => undefined,
  silent: () =>
    failed(
      "repository-unreachable",
      "The drive of the repository stopped answering at the end of the backup, so nobody can say whether the backup is in it. Connect it again; the next backup is complete.",
    ),
  gone: (location: string) =>
    failed(
      "repository-missing",
      `The repository went away in the middle of the backup, so the backup is not in it. Was the drive taken out? Bring it back, and the next backup is complete. If a folder ${location} is there while the drive is out, restic made it meanwhile and it can be deleted.`,
    ),
};
