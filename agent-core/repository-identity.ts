import { hash } from "node:crypto";
import type { RepositoryAccess } from "#contract/repository";
import type { TaskKind } from "#contract/task";
import { catConfig } from "./restic/cat-config.ts";
import { endedBadly, failed, type TaskEnd } from "./restic/judge-end.ts";
import type { RunCommand } from "./restic/open-restic.ts";
import type { ResticEnd } from "./restic/run-restic.ts";
import { placeOf, type TaskContext } from "./tasks/task-context.ts";

type Known = { resticId: string; lookedAt: number };

const DAY_MS = 86_400_000;
/** It takes away nothing but what restic takes for left over. */
const UNCHECKED: ReadonlySet<TaskKind> = new Set(["unlock"]);

/**
 * Which repository is at a place, asked anew after a day, a restart, or a change of place or credentials: another disk may have been
 * mounted there, with the same password.
 */
export function createRepositoryIdentity(monotonicMs: () => number) {
  const known = new Map<string, Known>();

  async function idOf(run: RunCommand, repository: RepositoryAccess) {
    const key = keyOf(repository);
    const before = known.get(key);
    if (before !== undefined && monotonicMs() - before.lookedAt < DAY_MS)
      return { resticId: before.resticId };
    const { end, resticId } = await catConfig(run);
    if (resticId !== undefined) known.set(key, { resticId, lookedAt: monotonicMs() });
    return { end, resticId };
  }

  return {
    /** An end where the repository is not the one that is meant; else its id, as far as somebody wants to know it. */
    async check(
      context: TaskContext,
      mayUse: ((resticId: string) => boolean) | undefined,
    ): Promise<{ refused: TaskEnd } | { resticId?: string }> {
      const { repository, kind } = context.offer;
      const meant = UNCHECKED.has(kind) ? undefined : repository.resticId;
      if (mayUse === undefined && meant === undefined) return {};
      const { end, resticId } = await idOf(context.run, repository);
      if (resticId === undefined) return withoutId(context, end, { isPinned: mayUse !== undefined, meant });
      if (mayUse?.(resticId) === false) return { refused: notPinned(resticId.slice(0, 10)) };
      if (meant === undefined || meant === resticId) return { resticId };
      return { refused: { ...supplanted(meant, resticId), repositoryResticId: resticId } };
    },

    learn(repository: RepositoryAccess, resticId: string): void {
      known.set(keyOf(repository), { resticId, lookedAt: monotonicMs() });
    },
  };
}

export type RepositoryIdentity = ReturnType<typeof createRepositoryIdentity>;

function keyOf({ id, kind, location, caCertificate, credentials }: RepositoryAccess): string {
  const all = JSON.stringify([id, kind, location, caCertificate, credentials]);
  return hash("sha256", all, "hex");
}

/**
 * It could not be opened. To make one is the way of an `init`, but not where only known ones are allowed, nor in the place of one that is
 * known: that is a drive that is not plugged in.
 */
function withoutId(
  context: TaskContext,
  end: ResticEnd | undefined,
  { isPinned, meant }: { isPinned: boolean; meant: string | undefined },
): { refused: TaskEnd } | Record<string, never> {
  const isInit = context.offer.kind === "init" && meant === undefined;
  if (isInit && isPinned) return { refused: notPinned("that is not there yet") };
  return isInit || end === undefined ? {} : { refused: endedBadly(end, placeOf(context)) };
}

function supplanted(expected: string, found: string): TaskEnd {
  return failed("repository-missing", anotherRepository(expected, found));
}

export function anotherRepository(expected: string, found: string): string {
  return `Another repository (${found.slice(0, 10)}) is at this place than the one that is meant (${expected.slice(0, 10)}), so nothing was done. Bring the right drive or folder back, or correct the location.`;
}

function notPinned(named: string): TaskEnd {
  return failed(
    "not-allowed-here",
    `The local rules of this machine do not name the repository ${named}, so nothing was done there. An administrator of this machine can add its id to agent-rules.toml.`,
  );
}
