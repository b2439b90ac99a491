import type { Question } from "#contract/questions";
import type { RepositoryAccess } from "#contract/repository";
import type { WorkFolders } from "../restic/environment.ts";
import { failureMessages } from "../restic/failure-messages.ts";
import type { FoundRestic } from "../restic/find-restic.ts";
import { endedBadly } from "../restic/judge-end.ts";
import { openRestic } from "../restic/open-restic.ts";
import type { ResticEnd } from "../restic/run-restic.ts";
import type { StopSwitch } from "../stop-signal.ts";
import { Refusal } from "./refusal.ts";

export type RepositoryDeps = {
  findRestic: () => Promise<FoundRestic>;
  inherited: Record<string, string>;
  folders: WorkFolders;
};

export function repositoryOf({ repository }: Question): RepositoryAccess {
  if (repository === undefined) throw new Refusal("internal", "The question names no repository.");
  return repository;
}

/** Somebody waits: retries that would go on for minutes end early. */
const OPENING_MS = 20_000;

export async function openForQuestion(deps: RepositoryDeps, repository: RepositoryAccess, stop: StopSwitch) {
  const found = await deps.findRestic();
  if (found.state === "missing") throw new Refusal("restic-missing", failureMessages["restic-missing"]);
  if (found.state === "too-old") throw new Refusal("restic-too-old", failureMessages["restic-too-old"]);
  return await openRestic(
    { program: found.path, inherited: deps.inherited, folders: deps.folders, openingMs: OPENING_MS },
    { repository, stop },
  );
}

/** restic's end as a sentence for whoever waits, unless it was a good one. */
/** The beginning of an id is looked for in a list; a whole id is opened as a file, which each place misses in its own words. */
const NO_SUCH_SNAPSHOT =
  /no matching ID found|(failed to load snapshot|Load\(<snapshot\/).*(no such file|does ?n[o']t exist|not found|cannot find)/i;

export function refuseWhenEndedBadly(end: ResticEnd, { kind }: RepositoryAccess, otherwise: string): void {
  if (end.exitCode === 0) return;
  if (NO_SUCH_SNAPSHOT.test(end.words.join("\n")))
    throw new Refusal("not-found", "The repository has no such snapshot. It may have been forgotten.");
  const place = { repositoryKind: kind, ownFolders: [], writesFiles: false };
  const { failure } = endedBadly(end, place);
  throw new Refusal(failure?.code ?? "internal", failure?.message ?? otherwise);
}
