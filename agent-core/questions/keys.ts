import type { Question } from "#contract/questions";
import type { RepositoryKey } from "#contract/repository-key";
import { listKeys } from "../restic/key.ts";
import type { StopSwitch } from "../stop-signal.ts";
import {
  openForQuestion,
  type RepositoryDeps,
  refuseWhenEndedBadly,
  repositoryOf,
} from "./open-repository.ts";
import { Refusal } from "./refusal.ts";

/** Every password that opens the repository, by who added it. */
export async function* keys(
  deps: RepositoryDeps,
  question: Question,
  stop: StopSwitch,
): AsyncGenerator<RepositoryKey> {
  const repository = repositoryOf(question);
  const { run, close } = await openForQuestion(deps, repository, stop);
  try {
    const { end, keys: found } = await listKeys(run);
    refuseWhenEndedBadly(end, repository, "The keys could not be listed.");
    if (found === undefined) throw new Refusal("internal", "restic did not list the keys of the repository.");
    yield* found;
  } finally {
    stop.stop("cancelled");
    await close();
  }
}
