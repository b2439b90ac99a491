import type { Question } from "#contract/questions";
import type { RepositoryLock } from "#contract/repository-lock";
import { readLocks } from "../restic/locks.ts";
import type { StopSwitch } from "../stop-signal.ts";
import { describeLock } from "../tasks/own-locks.ts";
import {
  openForQuestion,
  type RepositoryDeps,
  refuseWhenEndedBadly,
  repositoryOf,
} from "./open-repository.ts";

/** Every lock of the repository, as this machine judges it. */
export async function* locks(
  deps: RepositoryDeps,
  question: Question,
  stop: StopSwitch,
): AsyncGenerator<RepositoryLock> {
  const repository = repositoryOf(question);
  const { run, close } = await openForQuestion(deps, repository, stop);
  try {
    const found = await readLocks(run);
    refuseWhenEndedBadly(found.end, repository, "The locks could not be listed.");
    for (const lock of found.locks) yield await describeLock(lock, new Date());
  } finally {
    stop.stop("cancelled");
    await close();
  }
}
