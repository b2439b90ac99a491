import type { Run } from "#contract/runs";
import { formatBytes } from "../../format/bytes.ts";
import { formatDuration, secondsBetween } from "../../format/duration.ts";
import { formatCount } from "../../format/plural.ts";

type Shown = { name: string; value: string };

/** restic's numbers that are there, in the order people ask for them; a number that restic left out is not shown as 0. */
export function numbersOf({ startedAt, finishedAt, summary, exitCode }: Run): Shown[] {
  const shown: (Shown | undefined)[] = [
    finishedAt === null
      ? undefined
      : { name: "Took", value: formatDuration(secondsBetween(startedAt, finishedAt)) },
    counted("Files read", summary?.filesProcessed),
    sized("Size of the files", summary?.bytesProcessed),
    counted("New files", summary?.filesNew),
    counted("Changed files", summary?.filesChanged),
    counted("Unchanged files", summary?.filesUnmodified),
    sized("Added to the repository", summary?.dataAddedPackedBytes ?? summary?.dataAddedBytes),
    named("Restored to", summary?.restoredTo),
    counted("Files restored", summary?.filesRestored),
    sized("Bytes restored", summary?.bytesRestored),
    counted("Files left as they were", summary?.filesSkipped),
    counted("Files tried", summary?.filesChosen),
    counted("Files equal to the backup", summary?.filesVerified),
    counted("Files compared with the live ones", summary?.filesCompared),
    counted("Files that differ from the live ones", summary?.filesDiffering),
    summary?.contentVerified === true ? { name: "Verified", value: "Read again and equal" } : undefined,
    counted("Snapshots found", summary?.snapshotCount),
    counted("Snapshots removed", summary?.snapshotsRemoved),
    counted("Snapshots left", summary?.snapshotsKept),
    sized("Space freed", summary?.bytesFreed),
    counted("Packs deleted", summary?.packsDeleted),
    counted("Packs repacked", summary?.packsRepacked),
    counted("Errors found", summary?.errorsFound),
    counted("Broken packs", summary?.brokenPacks),
    named("Part of the data read", summary?.dataCheckedSubset),
    sized("Stored data", summary?.bytesStored),
    counted("Locks removed", summary?.locksRemoved),
    counted("Locks left", summary?.locksLeft),
    summary?.unchanged === true ? { name: "Result", value: "Nothing had changed" } : undefined,
    summary?.repositoryCreated === true ? { name: "Result", value: "Repository created" } : undefined,
    exitCode === null || exitCode === 0 ? undefined : { name: "Exit code", value: String(exitCode) },
  ];
  return shown.filter((one) => one !== undefined);
}

const named = (name: string, value: string | undefined) =>
  value === undefined ? undefined : { name, value };
const counted = (name: string, value: number | undefined) =>
  value === undefined ? undefined : { name, value: formatCount(value) };
const sized = (name: string, value: number | undefined) =>
  value === undefined ? undefined : { name, value: formatBytes(value) };
