import type { DeletionGuard, PruneOfPolicy } from "#contract/maintenance";
import type { PlannedSnapshot } from "../restic/forget.ts";

export type Plan = { keep: PlannedSnapshot[]; remove: PlannedSnapshot[] };
type Host = PruneOfPolicy["hosts"][number];

const CONFIRM = "Look at the plan, then start the prune yourself and confirm it.";

/**
 * Why a plan must not be carried out, in a sentence, or nothing. The share of removed snapshots counts against what the last complete
 * prune left, because that is what the retention is used to; only before the first one it counts against everything that is there.
 */
export function refusePlan(
  policy: PruneOfPolicy,
  host: Host,
  plan: Plan,
  guard: DeletionGuard,
  now: Date,
): string | undefined {
  if (plan.remove.length === 0) return undefined;
  const what = `The retention of “${policy.policyName}” would remove ${plan.remove.length} of ${plan.keep.length + plan.remove.length} snapshots of ${host.host}`;
  if (removesNewest(host, plan)) return `${what}, the newest one among them; that is never done.`;
  if (isClockWrong(guard))
    return `${what}, but this machine's clock is wrong by more than ${guard.mostClockOffsetMs / 60_000} minutes. Set the clock, then try again.`;
  if (guard.confirmed) return undefined;
  if (isTooFresh(policy, guard, now))
    return `${what}, but what is kept was changed less than ${guard.retentionSettlesAfterSeconds / 3_600} hours ago. ${CONFIRM}`;
  const fewest = fewestOf(policy, guard);
  if (plan.keep.length < fewest) return `${what} and leave fewer than ${fewest}. ${CONFIRM}`;
  if (removesTooMuch(host, plan, guard, now))
    return `${what}; more than ${Math.round(guard.mostRemovedShare * 100)} % of its history would be lost at once. ${CONFIRM}`;
  return undefined;
}

function removesNewest({ newestSnapshotId }: Host, { keep, remove }: Plan): boolean {
  if (newestSnapshotId !== undefined && remove.some(({ id }) => id.startsWith(newestSnapshotId))) return true;
  const newestOf = (snapshots: PlannedSnapshot[]) =>
    Math.max(...snapshots.map(({ time }) => Date.parse(time)));
  return newestOf(remove) > newestOf(keep);
}

function isClockWrong({ clockOffsetMs, mostClockOffsetMs }: DeletionGuard): boolean {
  return clockOffsetMs !== undefined && Math.abs(clockOffsetMs) > mostClockOffsetMs;
}

function isTooFresh(
  { retentionChangedAt }: PruneOfPolicy,
  { retentionSettlesAfterSeconds }: DeletionGuard,
  now: Date,
): boolean {
  if (retentionChangedAt === undefined) return false;
  return now.getTime() - Date.parse(retentionChangedAt) < retentionSettlesAfterSeconds * 1_000;
}

/** A policy that asks for two snapshots may have two. */
function fewestByPolicy({ retention }: PruneOfPolicy): number {
  const rules = Object.values(retention).filter((rule) => rule !== undefined);
  return rules.reduce<number>(
    (sum, rule) => sum + (typeof rule === "number" ? rule : Number.POSITIVE_INFINITY),
    0,
  );
}

function fewestOf(policy: PruneOfPolicy, guard: DeletionGuard): number {
  return Math.min(guard.fewestLeft, fewestByPolicy(policy));
}

function removesTooMuch(
  { keptBefore }: Host,
  { keep, remove }: Plan,
  guard: DeletionGuard,
  now: Date,
): boolean {
  if (keptBefore !== undefined) return keep.length < keptBefore * (1 - guard.mostRemovedShare);
  const isHistory = ({ time }: PlannedSnapshot) =>
    guard.youngSeconds === 0 || now.getTime() - Date.parse(time) >= guard.youngSeconds * 1_000;
  const removed = remove.filter(isHistory).length;
  return removed > (keep.filter(isHistory).length + removed) * guard.mostRemovedShare;
}

/** A young history has less than the fewest to keep: then the newest of those that would go stay a while longer. */
export function spareNewest(policy: PruneOfPolicy, plan: Plan, guard: DeletionGuard): Plan {
  const missing = fewestOf(policy, guard) - plan.keep.length;
  if (guard.youngSeconds === 0 || guard.confirmed || missing <= 0) return plan;
  const byAge = [...plan.remove].sort((one, two) => Date.parse(two.time) - Date.parse(one.time));
  return { keep: [...plan.keep, ...byAge.slice(0, missing)], remove: byAge.slice(missing) };
}
