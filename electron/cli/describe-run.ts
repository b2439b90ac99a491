import type { RunDetail } from "#contract/runs";
import { moment } from "../core/moment.ts";
import { type ExitCode, exitCodes } from "../core/refusal.ts";
import type { Ended } from "./follow-task.ts";
import { amount, duration, secondsBetween, size } from "./words.ts";

const SHOWN_ITEMS = 10;

export function exitCodeOf({ task }: Ended): ExitCode {
  if (task.status === "succeeded") return exitCodes.ok;
  return task.status === "warning" ? exitCodes.warning : exitCodes.failed;
}

/** How a task ended: what came of it, what is missing, and what to do. */
export function describeEnd(ended: Ended): string {
  return [inWords(ended), ...keptAside(ended.run)].join("\n");
}

function inWords({ task, run }: Ended): string {
  const subject = task.policyName ?? `${task.kind} of ${task.repositoryName}`;
  if (run === undefined)
    return `${subject}: ${task.reason ?? `it ended as ${task.status} without having run`}`;
  const log = `  Log: holdfast runs --log ${run.id}`;
  if (task.status === "succeeded") return `${subject}: ${whatWasDone(run)}`;
  if (task.status === "warning") {
    return [`${subject}: ${whatWasDone(run)}`, ...whatIsOdd(run), log].join("\n");
  }
  if (task.status === "cancelled") return stopped(subject, run);
  return [
    `${subject}: failed. ${whatWentWrong(run)}`,
    ...inDetail(run),
    ...nextTry(task.notBefore),
    log,
  ].join("\n");
}

function stopped(subject: string, { kind, summary }: RunDetail): string {
  if (kind !== "restore") return `${subject}: stopped. What is uploaded already makes the next run faster.`;
  if (summary?.isIncomplete !== true) return `${subject}: stopped.`;
  return `${subject}: stopped. What is in ${summary.restoredTo} is not complete: the same restore once more goes on there and completes the files that are half written.`;
}

function whatWasDone({ kind, summary, snapshotId, startedAt, finishedAt }: RunDetail): string {
  const took = finishedAt === null ? [] : [duration(secondsBetween(startedAt, finishedAt))];
  if (kind === "restore") {
    const { filesRestored = 0, bytesRestored } = summary ?? {};
    const volume = bytesRestored === undefined ? [] : [size(bytesRestored)];
    return [amount(filesRestored, "file or folder", "files and folders"), ...volume, ...took].join(", ");
  }
  if (kind !== "backup") return [maintained(kind, summary ?? {}), ...took].join(", ");
  if (snapshotId === null) return ["nothing had changed, so no new snapshot was needed", ...took].join(", ");
  const { filesProcessed = 0, bytesProcessed, dataAddedBytes } = summary ?? {};
  const numbers = [amount(filesProcessed, "file"), size(bytesProcessed), `${size(dataAddedBytes)} new`];
  return `backed up as snapshot ${snapshotId.slice(0, 8)}: ${[...numbers, ...took].join(", ")}`;
}

/** Most of all after a restore that broke off. */
function keptAside(run: RunDetail | undefined): string[] {
  const { keptIn, filesKept, bytesKept } = run?.summary ?? {};
  if (keptIn === undefined) return [];
  return filesKept === undefined
    ? [`  What was overwritten is kept in ${keptIn}: delete it once you are sure.`]
    : [
        `  What was overwritten (${amount(filesKept, "file")}, ${size(bytesKept)}) is kept in ${keptIn}: delete it once you are sure.`,
      ];
}

function maintained(kind: RunDetail["kind"], summary: NonNullable<RunDetail["summary"]>): string {
  const {
    snapshotsRemoved = 0,
    snapshotsKept = 0,
    bytesFreed,
    dataCheckedSubset,
    locksRemoved = 0,
  } = summary;
  switch (kind) {
    case "prune": {
      const left = snapshotsKept === 1 ? "1 is left" : `${snapshotsKept} are left`;
      const freed = bytesFreed === undefined ? [] : [`${size(bytesFreed)} freed`];
      return [`removed ${amount(snapshotsRemoved, "snapshot")}`, left, ...freed].join(", ");
    }
    case "check":
      return dataCheckedSubset === undefined
        ? "no errors"
        : `no errors; part ${dataCheckedSubset} of the data was read too`;
    case "drill":
      return drilled(summary);
    case "unlock":
      return locksRemoved === 0 ? "no lock had to go" : `removed ${amount(locksRemoved, "lock")}`;
    default:
      return "done";
  }
}

function drilled({ filesVerified = 0, filesCompared = 0 }: NonNullable<RunDetail["summary"]>): string {
  const files = amount(filesVerified, "file");
  const verified =
    filesVerified === 1
      ? `${files} came back and equals the backup`
      : `${files} came back and equal the backup`;
  return filesCompared === 0 ? verified : `${verified}; ${filesCompared} compared with the live files too`;
}

function whatIsOdd({ kind, hint, items, itemCount }: RunDetail): string[] {
  const inWords = hint === null ? [] : [`  ${hint.cause} ${hint.effect} ${hint.action}`];
  if (itemCount === 0) return inWords;
  const shown = items.slice(0, SHOWN_ITEMS).map(({ path, message }) => `    ${path}: ${message}`);
  const more =
    itemCount > shown.length ? [`    and ${amount(itemCount - shown.length, "more", "more")}`] : [];
  if (kind === "restore") return [...inWords, ...shown, ...more];
  const unread = amount(itemCount, "item");
  return [
    itemCount === 1
      ? `  ${unread} could not be read and is not in it:`
      : `  ${unread} could not be read and are not in it:`,
    ...shown,
    ...more,
  ];
}

function whatWentWrong({ hint, failure, status }: RunDetail): string {
  if (hint !== null) return [hint.cause, hint.effect, hint.action].join(" ");
  return failure?.message ?? `It ended as ${status}.`;
}

/** The hint speaks of a kind of failure; the message names the folder, host or file. */
function inDetail({ hint, failure }: RunDetail): string[] {
  return hint === null || failure === null ? [] : [`  ${failure.message}`];
}

function nextTry(notBefore: string | null): string[] {
  return notBefore === null ? [] : [`  Holdfast tries again by itself: ${moment(notBefore)}.`];
}
