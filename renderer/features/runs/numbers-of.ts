import type { Run } from "#contract/runs";
import { say } from "#contract/words/say";
import { formatBytes } from "../../format/bytes.ts";
import { formatCount } from "../../format/count.ts";
import { formatDuration, secondsBetween } from "../../format/duration.ts";

type Shown = { name: string; value: string };

/** restic's numbers that are there, in the order people ask for them; a number that restic left out is not shown as 0. */
export function numbersOf({ startedAt, finishedAt, summary, exitCode }: Run): Shown[] {
  const shown: (Shown | undefined)[] = [
    finishedAt === null
      ? undefined
      : { name: say("Took"), value: formatDuration(secondsBetween(startedAt, finishedAt)) },
    counted(say("Files read"), summary?.filesProcessed),
    sized(say("Size of the files"), summary?.bytesProcessed),
    counted(say("New files"), summary?.filesNew),
    counted(say("Changed files"), summary?.filesChanged),
    counted(say("Unchanged files"), summary?.filesUnmodified),
    sized(say("Added to the repository"), summary?.dataAddedPackedBytes ?? summary?.dataAddedBytes),
    named(say("Restored to"), summary?.restoredTo),
    counted(say("Files restored"), summary?.filesRestored),
    sized(say("Bytes restored"), summary?.bytesRestored),
    counted(say("Files left as they were"), summary?.filesSkipped),
    counted(say("Files tried"), summary?.filesChosen),
    counted(say("Files equal to the backup"), summary?.filesVerified),
    counted(say("Files compared with the live ones"), summary?.filesCompared),
    counted(say("Files that differ from the live ones"), summary?.filesDiffering),
    summary?.contentVerified === true
      ? { name: say("Verified"), value: say("Read again and equal") }
      : undefined,
    counted(say("Snapshots found"), summary?.snapshotCount),
    counted(say("Snapshots removed"), summary?.snapshotsRemoved),
    counted(say("Snapshots left"), summary?.snapshotsKept),
    sized(say("Space freed"), summary?.bytesFreed),
    counted(say("Packs deleted"), summary?.packsDeleted),
    counted(say("Packs repacked"), summary?.packsRepacked),
    counted(say("Errors found"), summary?.errorsFound),
    counted(say("Broken packs"), summary?.brokenPacks),
    named(say("Part of the data read"), summary?.dataCheckedSubset),
    sized(say("Stored data"), summary?.bytesStored),
    counted(say("Locks removed"), summary?.locksRemoved),
    counted(say("Locks left"), summary?.locksLeft),
    summary?.unchanged === true ? { name: say("Result"), value: say("Nothing had changed") } : undefined,
    summary?.repositoryCreated === true
      ? { name: say("Result"), value: say("Repository created") }
      : undefined,
    exitCode === null || exitCode === 0 ? undefined : { name: say("Exit code"), value: String(exitCode) },
  ];
  return shown.filter((one) => one !== undefined);
}

const named = (name: string, value: string | undefined) =>
  value === undefined ? undefined : { name, value };
const counted = (name: string, value: number | undefined) =>
  value === undefined ? undefined : { name, value: formatCount(value) };
const sized = (name: string, value: number | undefined) =>
  value === undefined ? undefined : { name, value: formatBytes(value) };
