import { once } from "node:events";
import { PassThrough } from "node:stream";
import { lsArgs, type Question } from "#contract/questions";
import { listFolder } from "../restic/ls.ts";
import type { StopSwitch } from "../stop-signal.ts";
import {
  openForQuestion,
  type RepositoryDeps,
  refuseWhenEndedBadly,
  repositoryOf,
} from "./open-repository.ts";
import { Refusal } from "./refusal.ts";

/** One folder of a snapshot, as fast as it is taken and no faster. */
export async function* ls(
  deps: RepositoryDeps,
  question: Question,
  stop: StopSwitch,
): AsyncGenerator<unknown> {
  const folder = lsArgs.parse(question.args);
  const repository = repositoryOf(question);
  const { run, close } = await openForQuestion(deps, repository, stop);
  const entries = new PassThrough({ objectMode: true, highWaterMark: 500 });
  const listing = listFolder(run, folder, async (entry) => {
    if (!entries.write(entry)) await once(entries, "drain", { signal: stop.signal });
  }).finally(() => entries.end());
  try {
    for await (const entry of entries) yield entry;
    const { end, isThere } = await listing;
    refuseWhenEndedBadly(end, repository, "The folder could not be listed.");
    if (!isThere) throw new Refusal("not-found", `The snapshot has no folder ${folder.path}.`);
  } finally {
    stop.stop("cancelled");
    await listing.catch(() => {});
    await close();
  }
}
