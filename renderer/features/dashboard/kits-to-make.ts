import type { Repository } from "#contract/repositories";

type Known = Pick<Repository, "kit" | "managedBy" | "parentId" | "policyCount">;

/**
 * Those without a kit, and those whose kit opens them no more. Another Holdfast makes the kit of what it manages, and that
 * of a place opens the repository of each machine in it.
 */
export function kitsToMake<R extends Known>(repositories: readonly R[]): { never: R[]; stale: R[] } {
  const used = repositories.filter(
    ({ managedBy, parentId, policyCount }) => managedBy === null && parentId === null && policyCount > 0,
  );
  return {
    never: used.filter(({ kit }) => kit.madeAt === null),
    stale: used.filter(({ kit }) => kit.madeAt !== null && kit.stale),
  };
}
