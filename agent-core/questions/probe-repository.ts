import type { RepositoryAccess } from "#contract/repository";
import { serverOf } from "../backend/server-of.ts";
import { anotherRepository } from "../repository-identity.ts";
import { catConfig, type ReadConfig } from "../restic/cat-config.ts";
import { failureMessages } from "../restic/failure-messages.ts";
import { endedBadly } from "../restic/judge-end.ts";
import type { StopSwitch } from "../stop-signal.ts";
import { type Finding, failed, ok, skipped } from "./finding.ts";
import { openForQuestion, type RepositoryDeps } from "./open-repository.ts";
import { writeAtSftp } from "./probe-sftp.ts";
import { canDelete } from "./probe-sign-in.ts";

const RESTIC_MS = 30_000;
const NO_REPOSITORY = 10;
const LOCKED = 11;

export async function openIt(
  deps: RepositoryDeps,
  repository: RepositoryAccess,
  stop: StopSwitch,
): Promise<{ finding: Finding; exists: boolean }> {
  const { end, resticId } = await readConfig(deps, repository, { stop, takesLock: false });
  const meant = repository.resticId;
  if (end.exitCode === NO_REPOSITORY && meant === undefined)
    return { finding: ok("There is no repository here yet; it will be created."), exists: false };
  if (end.exitCode !== 0 || resticId === undefined)
    return { finding: badEnd(end, repository), exists: false };
  const isMeant = meant === undefined || meant === resticId;
  const finding = isMeant ? ok() : failed("repository-missing", anotherRepository(meant, resticId));
  return { finding, exists: isMeant };
}

/** restic writes a lock and takes it away again: the one write that every repository takes, and that leaves nothing behind. */
export async function writeALock(
  deps: RepositoryDeps,
  repository: RepositoryAccess,
  { stop, isThere }: { stop: StopSwitch; isThere: boolean },
): Promise<Finding> {
  const isDeletable = await canDelete(repository, serverOf(repository));
  const deletes = isDeletable === undefined ? {} : { appendOnly: !isDeletable };
  if (!isThere) {
    if (repository.kind === "sftp")
      return await writeAtSftp({ tmpDir: deps.folders.tmpDir, inherited: deps.inherited }, repository);
    return { ...skipped("Writing is tried when the repository is created."), ...deletes };
  }
  const { end } = await readConfig(deps, repository, { stop, takesLock: true });
  if (end.exitCode === LOCKED)
    return { ...skipped("Another program has the repository locked, so writing was not tried."), ...deletes };
  if (end.exitCode !== 0) return badEnd(end, repository);
  return { ...ok(aboutDeleting(isDeletable)), ...deletes };
}

function aboutDeleting(isDeletable: boolean | undefined): string | undefined {
  if (isDeletable === undefined) return undefined;
  return isDeletable
    ? "This sign-in may also delete, so whoever takes over a machine could delete its backups. One that may only add is safer."
    : "This sign-in may add and not delete: nobody can delete backups with it. Pruning needs another one.";
}

async function readConfig(
  deps: RepositoryDeps,
  repository: RepositoryAccess,
  { stop, takesLock }: { stop: StopSwitch; takesLock: boolean },
): Promise<ReadConfig> {
  const { run, close } = await openForQuestion(deps, repository, stop);
  try {
    return await catConfig(run, { deadlineMs: RESTIC_MS, takesLock });
  } finally {
    await close();
  }
}

function badEnd(end: ReadConfig["end"], repository: RepositoryAccess): Finding {
  const place = { repositoryKind: repository.kind, ownFolders: [], writesFiles: false };
  const failure = endedBadly(end, place).failure;
  if (failure === undefined || end.stopped === "timed-out")
    return failed("repository-unreachable", failureMessages["repository-unreachable"]);
  return failed(failure.code, failure.message);
}
