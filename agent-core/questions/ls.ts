import { lsArgs } from "#contract/browse";
import type { Question } from "#contract/questions";
import { readFolder } from "../restic/read-folder.ts";
import type { StopSwitch } from "../stop-signal.ts";
import { createFolderPage } from "./folder-page.ts";
import { fromRestic } from "./from-restic.ts";
import { type RepositoryDeps, refuseWhenEndedBadly } from "./open-repository.ts";
import { Refusal } from "./refusal.ts";

/** The next entries of one folder of a snapshot, in the order for people. */
export function ls(deps: RepositoryDeps, question: Question, stop: StopSwitch): AsyncIterable<unknown> {
  const { limit, after, ...folder } = lsArgs.parse(question.args);
  return fromRestic(deps, question, stop, async ({ run, repository, give }) => {
    const page = createFolderPage({ limit, after });
    const { end, isThere } = await readFolder(run, { ...folder, mayWant: page.mayWant }, page.take);
    refuseWhenEndedBadly(end, repository, "The folder could not be listed.");
    if (!isThere) throw new Refusal("not-found", `The snapshot has no folder ${folder.path}.`);
    for (const entry of page.entries()) await give(entry);
  });
}
