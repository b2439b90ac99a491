import { type DiffChange, diffArgs } from "#contract/browse";
import type { Question } from "#contract/questions";
import { diffSnapshots } from "../restic/diff.ts";
import { isWithin } from "../restic/names.ts";
import type { StopSwitch } from "../stop-signal.ts";
import { fromRestic } from "./from-restic.ts";
import { type RepositoryDeps, refuseWhenEndedBadly } from "./open-repository.ts";

/** Some of the changes between two snapshots, then how many there are in all. */
export function diff(deps: RepositoryDeps, question: Question, stop: StopSwitch): AsyncIterable<unknown> {
  const { path, skip, limit, ...snapshots } = diffArgs.parse(question.args);
  return fromRestic(deps, question, stop, async ({ run, repository, give }) => {
    const counts = { added: 0, removed: 0, modified: 0 };
    let seen = 0;
    const { end, bytes } = await diffSnapshots(run, snapshots, (change) => {
      if (!isWithin(change.path, path)) return;
      counts[countOf(change)]++;
      seen++;
      return seen > skip && seen <= skip + limit ? give(change) : undefined;
    });
    refuseWhenEndedBadly(end, repository, "The snapshots could not be compared.");
    await give({ totals: { ...counts, addedBytes: null, removedBytes: null, ...bytes } });
  });
}

function countOf({ change }: DiffChange): "added" | "removed" | "modified" {
  return change === "added" || change === "removed" ? change : "modified";
}
