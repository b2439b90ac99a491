import type { Retention } from "#contract/policies";
import type { PlannedSnapshot } from "./forget.ts";
import { keptBy } from "./keep-rules.ts";

type Plan = { keep: PlannedSnapshot[]; remove: PlannedSnapshot[] };
type IsVouched = (snapshot: { id: string }) => boolean;

/**
 * Whoever may add snapshots can make a rule that counts drop good ones, by adding others with chosen times. So what the rules would keep
 * without those that nobody vouches for stays beside what they keep with them.
 */
export function spareGood(plan: Plan, retention: Retention, isVouched: IsVouched, now: Date): Plan {
  const all = [...plan.keep, ...plan.remove];
  const good = all.filter(isVouched);
  if (good.length === all.length) return plan;
  const wanted = keptBy(retention, good, now);
  const spared = plan.remove.filter(({ id }) => wanted.has(id));
  return {
    keep: [...plan.keep, ...spared.map((one) => ({ ...one, reasons: wanted.get(one.id) ?? [] }))],
    remove: plan.remove.filter(({ id }) => !wanted.has(id)),
  };
}

/** By the beginnings of ids, of which there may be many. */
export function startsWithOneOf(beginnings: readonly string[]): IsVouched {
  const known = new Set(beginnings);
  const lengths = [...new Set(beginnings.map(({ length }) => length))];
  return ({ id }) => lengths.some((length) => known.has(id.slice(0, length)));
}
