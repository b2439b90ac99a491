import { type BackupSpec, backupSpec } from "#contract/task";
import { isElevated } from "../facts/elevated.ts";
import { locate } from "../facts/real-place.ts";
import { inTime, unlessAborted } from "../in-time.ts";
import type { RunLog } from "../report/run-log.ts";
import { type Able, type BackupEnd, backup } from "../restic/backup.ts";
import { can } from "../restic/capabilities.ts";
import type { Place } from "../restic/classify.ts";
import { endedBadly, failed, stoppedWithoutRestic, type TaskEnd, withoutProof } from "../restic/judge-end.ts";
import { keepOut } from "../rules/never-read.ts";
import { refuseExcludes } from "./check-excludes.ts";
import { excludesThrough, type Folder } from "./follow-links.ts";
import { runInit } from "./init.ts";
import { leaveOutOwn } from "./leave-out-own.ts";
import { backupProgress } from "./progress-of.ts";
import { findRoots, type People } from "./source-roots.ts";
import { lostMeanwhile } from "./still-there.ts";
import { isUnchanged, summaryOf } from "./summary-of.ts";
import { placeOf, type TaskContext } from "./task-context.ts";

/** Looks for the folders itself, runs restic, and believes only a summary with a snapshot. */
export async function runBackup(sources: Sources, context: TaskContext): Promise<TaskEnd> {
  const asked = backupSpec.parse(context.offer.spec);
  const { said, log } = keptLog();
  const preparing = inTime(prepare(sources, { ...context, log }, asked), PREPARING_MS);
  const prepared = await unlessAborted(preparing, context.stop.signal);
  for (const [level, text] of said.splice(0)) context.log[level](text);
  if (context.stop.signal.aborted) return stoppedWithoutRestic(context.stop);
  if (prepared === undefined) return sourcesSilent(asked.include);
  if ("outcome" in prepared) return prepared;
  const { spec, folders } = prepared;
  const roots = folders.map(({ path }) => path);
  const opened = spec.firstContact === true ? await runInit(context) : undefined;
  if (opened !== undefined && opened.outcome !== "success") return opened;
  context.log.info(`${roots.length} ${roots.length === 1 ? "folder" : "folders"}: ${roots.join(", ")}`);

  const ended = await backup(
    { run: context.run, tmpDir: context.folders.tmpDir },
    {
      spec,
      able: await ableOf(spec, context),
      roots,
      onStatus: (status, errorCount) => context.report(backupProgress(status, errorCount)),
    },
  );
  const judged = judgeBackup(
    ended,
    folders.filter(({ isLink }) => !isLink).map(({ path }) => path),
    placeOf(context),
  );
  const hasSaved = judged.outcome === "success" || judged.outcome === "warning";
  const lost = hasSaved ? await lostMeanwhile(context, ended.end, judged.snapshotId) : undefined;
  const found = lost ?? { ...judged, ...(judged.snapshotId !== undefined && { paths: roots }) };
  return { ...found, ...learnedFrom(opened) };
}

/** Folders that are looked at for so long lie on a drive that stopped answering in between. */
const PREPARING_MS = 3 * 60_000;

type Sources = { places: People; neverRead: readonly string[]; find?: typeof findRoots };
type Preparing = Pick<TaskContext, "folders" | "offer"> & { log: Pick<RunLog, "info" | "warn"> };
type Prepared = { folders: readonly Folder[]; spec: BackupSpec };

/** Whoever is given up may go on for long, and has nothing more to say to a run that has ended. */
function keptLog() {
  const said: ["info" | "warn", string][] = [];
  const log = {
    info: (text: string) => void said.push(["info", text]),
    warn: (text: string) => void said.push(["warn", text]),
  };
  return { said, log };
}

/** What is to be backed up and what stays out of it, looked at before restic is started; or why nothing can be. */
async function prepare(
  { places, neverRead, find = findRoots }: Sources,
  context: Preparing,
  asked: BackupSpec,
): Promise<Prepared | TaskEnd> {
  const { present, missing, silent, passedOver } = await find(places, asked);
  if (missing.length > 0) return sourcesMissing(missing);
  if (silent.length > 0) return sourcesSilent(silent);
  if (present.length === 0)
    return failed(
      "source-missing",
      "None of the folders to be backed up is there, so there was nothing to do. Check the policy's folders.",
    );
  if (passedOver.length > 0)
    context.log.info(`Not everybody has each of the folders; these are not there: ${shortList(passedOver)}`);
  for (const { path, real } of present.filter(({ isLink }) => isLink))
    context.log.info(`${path} is a link; what it leads to is backed up with it: ${real}`);
  const left = await leftOut(context, neverRead, present);
  if ("outcome" in left) return left;
  // The last word counts, so nothing that a policy says brings back what is left out.
  const exclude = [...excludesThrough(present, asked.exclude), ...left.exclude];
  const spec = { ...asked, exclude };
  const refusal = await refuseExcludes(spec, withTargets(present), asked.exclude);
  if (refusal !== undefined) return failed("source-missing", refusal.slice(0, 2_000));
  return { spec, folders: present };
}

/** What a link leads to may lie in another of the folders, and an exclusion of that one take it out. */
function withTargets(folders: readonly Folder[]): Folder[] {
  const listed = new Set(folders.map(({ path }) => path));
  const targets = folders.filter(({ isLink, real }) => isLink && !listed.has(real));
  return [...folders, ...targets.map(({ real }) => ({ path: real, real, isLink: false }))];
}

/** What stays out of every backup of these folders, whatever the policy says, or why there can be none. */
async function leftOut(
  context: Preparing,
  neverRead: readonly string[],
  folders: readonly Folder[],
): Promise<TaskEnd | { exclude: string[] }> {
  const kept = keepOut(await locate(neverRead), folders);
  if ("refusal" in kept) return failed("not-allowed-here", kept.refusal.slice(0, 2_000));
  if (kept.exclude.length > 0)
    context.log.info(`Never read, by the local rules of this machine: ${kept.exclude.join(", ")}`);
  const own = await leaveOutOwn(context, folders);
  if ("refusal" in own) return failed("source-missing", own.refusal.slice(0, 2_000));
  if (own.isInside)
    context.log.warn(
      `The repository ${context.offer.repository.location} lies in what is backed up, and is left out: a backup on the same disk is lost with it. Choose another disk.`,
    );
  return { exclude: [...kept.exclude, ...own.exclude] };
}

/** An option that this machine cannot fulfil is left out, and the log says so. */
async function ableOf(spec: BackupSpec, { resticVersion, log }: TaskContext): Promise<Able> {
  const isWindows = process.platform === "win32";
  const able = {
    cloudFiles: isWindows && can(resticVersion, "exclude-cloud-files"),
    fsSnapshot: isWindows && (await isElevated()),
  };
  if (spec.excludeOptions.cloudFiles && isWindows && !able.cloudFiles)
    log.warn(`restic ${resticVersion} cannot leave out placeholders of cloud drives; they are read.`);
  if (spec.useFsSnapshot === true && isWindows && !able.fsSnapshot)
    log.warn(
      "Without an administrator's rights there is no snapshot of the volume: files in use are left out.",
    );
  return able;
}

/** What the first look at a repository told: the orchestrator cannot look for itself. */
function learnedFrom(opened: TaskEnd | undefined): Pick<TaskEnd, "repositoryResticId" | "snapshots"> {
  return {
    ...(opened?.repositoryResticId !== undefined && { repositoryResticId: opened.repositoryResticId }),
    ...(opened?.snapshots !== undefined && { snapshots: opened.snapshots }),
  };
}

export function judgeBackup(
  { end, summary, items, unread }: BackupEnd,
  roots: string[],
  place: Place,
): TaskEnd {
  const found = { ...(summary && { summary: summaryOf(summary) }), ...items.found() };
  if (end.exitCode !== 0 && end.exitCode !== 3) return { ...endedBadly(end, place), ...found };
  if (summary === undefined || summary.dry_run === true)
    return { ...withoutProof(end, "gave no summary"), ...found };

  const snapshotId = summary.snapshot_id;
  if (end.exitCode === 0 && snapshotId === undefined && isUnchanged(summary))
    return { outcome: "success", exitCode: 0, ...found, summary: { ...summaryOf(summary), unchanged: true } };
  if (snapshotId === undefined) return { ...withoutProof(end, "named no snapshot"), ...found };

  const saved = { exitCode: end.exitCode, snapshotId, ...found };
  if (end.exitCode === 0 && items.count() === 0) return { outcome: "success", ...saved };
  const told = items.found().items ?? [];
  if (told.some((item) => item.path === "/" && /could be damaged/.test(item.message)))
    return { ...failed("repository-damaged"), ...saved };
  const closed = roots.filter((root) => unread.has(root));
  if (roots.length > 0 && closed.length === roots.length) return { ...failed("source-unreadable"), ...saved };
  if (closed.length > roots.length * MOST_CLOSED) return { ...someUnreadable(closed), ...saved };
  return { outcome: "warning", ...saved };
}

/** A folder that the system does not show at all is as good as missing; a few of many are told, and the rest counts. */
const MOST_CLOSED = 0.2;

function someUnreadable(closed: string[]): TaskEnd {
  const message =
    closed.length === 1
      ? `This folder could not be read at all: ${shortList(closed)}. The others were saved. Give Holdfast the right to read all of them, or take them out of the policy.`
      : `These folders could not be read at all: ${shortList(closed)}. The others were saved. Give Holdfast the right to read all of them, or take them out of the policy.`;
  return failed("source-unreadable", message.slice(0, 2_000));
}

function sourcesMissing(missing: string[]): TaskEnd {
  const message =
    missing.length === 1
      ? `This folder is not there: ${shortList(missing)}. Nothing was backed up. Connect the disk, or correct the policy's folders.`
      : `These folders are not there: ${shortList(missing)}. Nothing was backed up. Connect the disk, or correct the policy's folders.`;
  return failed("source-missing", message.slice(0, 2_000));
}

function sourcesSilent(silent: string[]): TaskEnd {
  const message = `The drive does not answer that holds ${shortList(silent)}. Nothing was backed up. Look whether the other computer is there and connect its drive again, or take it out of the policy.`;
  return failed("source-missing", message.slice(0, 2_000));
}

function shortList(folders: string[]): string {
  const more = folders.length > 10 ? ` and ${folders.length - 10} more` : "";
  return `${folders.slice(0, 10).join(", ")}${more}`;
}
