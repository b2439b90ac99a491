import { homedir } from "node:os";
import type { RepositoryAccess } from "#contract/repository";
import type { TaskKind, TaskOffer } from "#contract/task";
import { MINIMUM_RESTIC } from "#contract/version";
import { hooksOfRun } from "./hooks/hooks-of-run.ts";
import type { KeptAside } from "./journal/journal.ts";
import type { UncleanEnds } from "./journal/unclean-ends.ts";
import type { Log } from "./log.ts";
import { describeCommand } from "./report/describe-command.ts";
import { describeLine } from "./report/describe-line.ts";
import type { Reporting } from "./report/open-reporting.ts";
import type { Redact } from "./report/redactor.ts";
import type { RepositoryIdentity } from "./repository-identity.ts";
import type { WorkFolders } from "./restic/environment.ts";
import { failureMessages } from "./restic/failure-messages.ts";
import type { FoundRestic } from "./restic/find-restic.ts";
import { failed, type TaskEnd } from "./restic/judge-end.ts";
import { openRestic } from "./restic/open-restic.ts";
import type { ResticEnd, ResticLine } from "./restic/run-restic.ts";
import { type AgentRules, readRules } from "./rules/agent-rules.ts";
import type { StopSwitch } from "./stop-signal.ts";
import { runBackup } from "./tasks/backup.ts";
import { runCheck } from "./tasks/check.ts";
import { nameFullDisk, refuseWithoutSpace } from "./tasks/check-space.ts";
import { runCopy } from "./tasks/copy.ts";
import { runDrill } from "./tasks/drill.ts";
import { runInit } from "./tasks/init.ts";
import { nameLockHolders } from "./tasks/name-lock-holders.ts";
import { runPrune } from "./tasks/prune.ts";
import { postponedAfterSleep, reachAfterSleep } from "./tasks/reach-after-sleep.ts";
import { refuseOffer } from "./tasks/refuse-offer.ts";
import { runRepair } from "./tasks/repair.ts";
import { runRestore } from "./tasks/restore.ts";
import { runSnapshots } from "./tasks/snapshots.ts";
import type { People } from "./tasks/source-roots.ts";
import type { TaskContext, TaskHandler } from "./tasks/task-context.ts";
import { runUnlock } from "./tasks/unlock.ts";
import { unlockOwnLeftovers } from "./tasks/unlock-own-leftovers.ts";

export type PerformDeps = {
  findRestic: () => Promise<FoundRestic>;
  inherited: Record<string, string>;
  folders: WorkFolders;
  places: () => Promise<People>;
  now: () => Date;
  identity: RepositoryIdentity;
  /** What the administrator of this machine allows; it need not exist. */
  rulesFile: string;
  uncleanEnds: UncleanEnds;
  clockOffsetMs: () => number | undefined;
  /** Since the machine woke up. */
  awakeMs: () => number;
  log: Log;
};
type Performance = {
  offer: TaskOffer;
  stop: StopSwitch;
  reporting: Reporting;
  /** Of whatever is secret in the offer. */
  redact: Redact;
  onSpawn: (pid: number) => Promise<void>;
  onEnd: (end: ResticEnd) => Promise<void>;
  onKept: (kept: KeptAside) => Promise<void>;
};

/** Of more lines than this nobody learns more. */
const MAX_RESTIC_LINES = 100_000;
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Does what the task says. Never throws: whatever goes wrong is an end of the run. */
export function performTask(deps: PerformDeps, performance: Performance): Promise<TaskEnd> {
  return endedAnyhow(deps, performance, performByRules(deps, performance));
}

async function endedAnyhow(
  { log }: Pick<PerformDeps, "log">,
  { offer }: Pick<Performance, "offer">,
  work: Promise<TaskEnd>,
): Promise<TaskEnd> {
  try {
    return await work;
  } catch (error) {
    log.error({ err: error, taskId: offer.taskId }, "a task ended by an error of our own");
    const isFull = error instanceof Error && "code" in error && error.code === "ENOSPC";
    return failed(isFull ? "local-disk-full" : "internal", undefined, String(error));
  }
}

/** First what this machine allows at all, then its scripts around the work. */
async function performByRules(deps: PerformDeps, performance: Performance): Promise<TaskEnd> {
  const { offer, stop, reporting } = performance;
  const read = await readRules(deps.rulesFile);
  if ("refusal" in read) return failed("not-allowed-here", `${read.refusal} Nothing was done.`);
  const refused = await refuseOffer({ rules: read.rules, stop }, offer);
  if (refused !== undefined) return refused;
  const hooks = hooksOfRun(
    { hookFolder: read.rules.hookFolder, inherited: deps.inherited, log: reporting.log, stop },
    offer,
  );
  const end =
    (await hooks.before()) ?? (await endedAnyhow(deps, performance, perform(deps, performance, read.rules)));
  return await hooks.after(postponedAfterSleep(end, deps.awakeMs()));
}

async function perform(
  deps: PerformDeps,
  { offer, stop, reporting, redact, onSpawn, onEnd, onKept }: Performance,
  rules: AgentRules,
): Promise<TaskEnd> {
  const { log } = reporting;
  const handler = handlerOf(offer.kind, { places: await deps.places(), neverRead: rules.neverRead });
  if (handler === undefined)
    return failed(
      "not-allowed-here",
      `This version of Holdfast does not do tasks of kind "${offer.kind}". Update it on this machine.`,
    );
  const restic = await deps.findRestic();
  if (restic.state !== "ready") return withoutRestic(restic);
  log.info(`Starting ${offer.kind} with restic ${restic.version} in ${offer.repository.location}`);

  const unreachable = await reachAfterSleep(deps, { offer, stop, reporting });
  if (unreachable !== undefined) return unreachable;

  const seconds = offer.limits.maxRuntimeSeconds;
  const limit =
    seconds === 0
      ? undefined
      : setTimeout(stop.stop, Math.min(seconds * 1_000, LONGEST_TIMER_MS), "timed-out");
  let lines = 0;
  const session = {
    stop,
    limits: offer.limits,
    onSpawn,
    onEnd,
    onLine: (line: ResticLine) => {
      const said = describeLine(line);
      if (said === undefined || ++lines > MAX_RESTIC_LINES) return;
      log[said.level](said.text);
    },
  };
  const open = (repository: RepositoryAccess, copiedFrom?: RepositoryAccess) =>
    openRestic(
      { program: restic.path, inherited: deps.inherited, folders: deps.folders },
      {
        ...{ repository, ...session, ...(copiedFrom && { copiedFrom }) },
        onStart: (started) => log.debug(describeCommand(started, redact)),
      },
    );
  const opened = await open(offer.repository);
  try {
    const folders = { ...deps.folders, home: homedir() };
    const context = {
      offer,
      run: opened.run,
      openForCopy: (target: RepositoryAccess) => open(target, offer.repository),
      resticVersion: restic.version,
      log,
      report: reporting.report,
      folders,
      now: deps.now,
      stop,
      onKept,
    };
    const end = await handleRepository(deps, rules, context, handler);
    return await nameFullDisk(await nameLockHolders(context, end), folders);
  } finally {
    clearTimeout(limit);
    await opened.close();
    if (lines > MAX_RESTIC_LINES) log.warn(`${lines - MAX_RESTIC_LINES} more lines of restic are left out.`);
  }
}

/** The work itself, where the repository is the one that is meant. */
async function handleRepository(
  deps: PerformDeps,
  { repositories }: AgentRules,
  context: TaskContext,
  handler: TaskHandler,
): Promise<TaskEnd> {
  const isShort = context.offer.kind === "unlock" ? undefined : await refuseWithoutSpace(context);
  if (isShort !== undefined) return isShort;
  const looked = await deps.identity.check(
    context,
    repositories && ((id) => repositories.some((pinned) => id.startsWith(pinned))),
  );
  if ("refused" in looked) return looked.refused;
  if (context.offer.kind !== "unlock") await unlockOwnLeftovers(deps, context);
  const end = await handler(context);
  const repositoryResticId = end.repositoryResticId ?? looked.resticId;
  if (repositoryResticId === undefined) return end;
  deps.identity.learn(context.offer.repository, repositoryResticId);
  return { ...end, repositoryResticId };
}

function handlerOf(
  kind: TaskKind,
  sources: { places: People; neverRead: readonly string[] },
): TaskHandler | undefined {
  switch (kind) {
    case "backup":
      return (context) => runBackup(sources, context);
    case "init":
      return runInit;
    case "snapshots":
      return runSnapshots;
    case "restore":
      return runRestore;
    case "check":
      return runCheck;
    case "prune":
      return runPrune;
    case "drill":
      return (context) => runDrill(sources, context);
    case "unlock":
      return runUnlock;
    case "repair":
      return runRepair;
    case "copy":
      return runCopy;
    default:
      return undefined;
  }
}

function withoutRestic(found: Exclude<FoundRestic, { state: "ready" }>): TaskEnd {
  if (found.state === "missing")
    return failed("restic-missing", failureMessages["restic-missing"], `Tried: ${found.tried.join(", ")}`);
  return failed(
    "restic-too-old",
    `This machine has restic ${found.version}; Holdfast needs ${MINIMUM_RESTIC} or newer, so nothing was done. Install a newer restic.`,
    found.path,
  );
}
