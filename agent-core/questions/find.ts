import { type FindArgs, type FoundEntry, findArgs } from "#contract/browse";
import type { Question } from "#contract/questions";
import { findEntries } from "../restic/find.ts";
import { literalPattern } from "../restic/names.ts";
import type { StopSwitch } from "../stop-signal.ts";
import { fromRestic } from "./from-restic.ts";
import { type RepositoryDeps, refuseWhenEndedBadly } from "./open-repository.ts";

/** What is called so in all snapshots, newest snapshot first. */
export function find(deps: RepositoryDeps, question: Question, stop: StopSwitch): AsyncIterable<unknown> {
  const { by, host, limit } = findArgs.parse(question.args);
  const { pattern, matches } = searchOf(by);
  return fromRestic(deps, question, stop, async ({ run, repository, give }) => {
    let found = 0;
    const end = await findEntries(run, { pattern, ignoreCase: by.kind === "name", host }, async (entry) => {
      if (found >= limit || !matches(entry)) return;
      found++;
      await give(entry);
      if (found >= limit) stop.stop("cancelled");
    });
    if (found < limit) refuseWhenEndedBadly(end, repository, "The repository could not be searched.");
  });
}

type Search = { pattern: string; matches: (entry: FoundEntry) => boolean };

/** restic also finds all that lies below a match, so what it finds is looked at again. */
function searchOf(by: FindArgs["by"]): Search {
  if (by.kind === "path")
    return { pattern: literalPattern(by.path), matches: ({ path }) => path === by.path };
  if (/[*?]/.test(by.name)) {
    const wanted = wholeName(by.name);
    return { pattern: by.name.replace(/[\\[\]]/g, "\\$&"), matches: ({ name }) => wanted.test(name) };
  }
  const part = by.name.toLowerCase();
  return {
    pattern: `*${literalPattern(by.name)}*`,
    matches: ({ name }) => name.toLowerCase().includes(part),
  };
}

function wholeName(pattern: string): RegExp {
  const parts = pattern
    .replace(/[\\^$.|+()[\]{}]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  return new RegExp(`^${parts}$`, "isu");
}
