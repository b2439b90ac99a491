import { lstat, statfs } from "node:fs/promises";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import type { TreeEntry } from "#contract/browse";
import type { Question } from "#contract/questions";
import type { RestorePlan } from "#contract/restore-plan";
import { restoreSpec } from "#contract/task";
import { driveAnswers } from "../facts/drive-answers.ts";
import { listEntries } from "../restic/ls.ts";
import { planRestore } from "../restic/plan-restore.ts";
import type { StopSwitch } from "../stop-signal.ts";
import { createWayCheck } from "../tasks/folders-in-the-way.ts";
import { restorePlaces, silentPlace } from "../tasks/restore-places.ts";
import { restoreSourceOf, wantedPaths } from "../tasks/restore-source.ts";
import { findTarget } from "../tasks/restore-target.ts";
import { fromRestic } from "./from-restic.ts";
import { type RepositoryDeps, refuseWhenEndedBadly } from "./open-repository.ts";
import { Refusal } from "./refusal.ts";

/** What a restore would create, overwrite and keep, before it writes a single byte. */
export function restorePlan(
  deps: RepositoryDeps,
  question: Question,
  stop: StopSwitch,
  answers = (path: string) => driveAnswers(path, DRIVE_MS),
): AsyncIterable<unknown> {
  const spec = restoreSpec.parse(question.args);
  const source = restoreSourceOf(spec.paths);
  const home = homedir();
  return fromRestic(deps, question, stop, async ({ run, repository, give }) => {
    const silent = await silentPlace(restorePlaces(spec, home), answers);
    if (silent !== undefined) throw new Refusal("stalled", silence(silent));
    const place = await findTarget({ home, now: () => new Date() }, spec, source);
    if ("refusal" in place) throw new Refusal("not-allowed-here", place.refusal);
    const { target } = place;

    const there = createComparison(source.root, target);
    const way = createWayCheck(spec, source, target);
    const listed = await listEntries(run, spec.snapshotId, wantedPaths(source), async (entry) => {
      await way.see(entry);
      await there.look(entry);
    });
    refuseWhenEndedBadly(listed, repository, "The snapshot could not be read.");
    const refusal = await way.refusal();
    if (refusal !== undefined) throw new Refusal("not-allowed-here", refusal);
    const planned = await planRestore(run, { spec, source, target });
    refuseWhenEndedBadly(planned.end, repository, "The restore could not be tried out.");

    const { entries, folders, others, replaced, newer, newerPaths } = there.found;
    await give({
      target,
      creates: Math.max(0, entries - folders - others),
      overwrites: Math.max(0, others - planned.kept),
      keeps: planned.kept,
      newer,
      bytesToWrite: planned.bytesToWrite ?? 0,
      freeBytes: await freeBytesAt(target),
      examples: { overwritten: [...replaced, ...planned.updated].slice(0, MOST_NAMED), newer: newerPaths },
    } satisfies RestorePlan);
  });
}

const MOST_NAMED = 20;
/** Somebody waits. */
const DRIVE_MS = 10_000;

const silence = (place: string) =>
  `The drive that holds ${place} does not answer, so nobody can say what a restore would do there. Connect it again, or choose another folder.`;

/** Looks for each entry of the snapshot whether there is something in its place, and whether that is younger. */
function createComparison(root: string, target: string) {
  const found = {
    entries: 0,
    folders: 0,
    others: 0,
    replaced: [] as string[],
    newer: 0,
    newerPaths: [] as string[],
  };
  const above = root === "/" ? 0 : root.length;

  async function look(entry: TreeEntry): Promise<void> {
    found.entries++;
    const path = entry.path.slice(above);
    const there = await statOf(join(target, path));
    if (there === undefined) return;
    if (entry.type === "dir" && there.isDirectory()) {
      found.folders++;
      return;
    }
    found.others++;
    // restic does not tell what it takes away to make a folder.
    if (entry.type === "dir" && found.replaced.length < MOST_NAMED) found.replaced.push(path);
    if (entry.type !== "file" || there.mtimeMs <= timeOf(entry)) return;
    found.newer++;
    if (found.newerPaths.length < MOST_NAMED) found.newerPaths.push(path);
  }

  return { found, look };
}

/** To the millisecond and rounded up: finer parts of a time do not make a file newer. */
const timeOf = ({ modifiedAt }: TreeEntry) => Date.parse(modifiedAt ?? "") + 1;

async function statOf(path: string) {
  try {
    return await lstat(path);
  } catch {
    return undefined;
  }
}

/** Of the disk that the target is on, or will be. */
async function freeBytesAt(target: string): Promise<number | null> {
  for (let path = target; ; path = dirname(path)) {
    try {
      const { bavail, bsize } = await statfs(path);
      return bavail * bsize;
    } catch {
      if (path === dirname(path)) return null;
    }
  }
}
