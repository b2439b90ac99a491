import type { PruneOfPolicy, PruneSpec } from "#contract/maintenance";
import { planForget } from "../restic/forget.ts";
import { endedBadly, type TaskEnd, withoutProof } from "../restic/judge-end.ts";
import { spareGood, startsWithOneOf } from "../restic/spare-good.ts";
import { type Plan, refusePlan, spareNewest } from "./deletion-guard.ts";
import { placeOf, type TaskContext } from "./task-context.ts";

export type HostPlan = Plan & { policyId: string; host: string };

/** restic's plan for each policy on each of its machines, those left out that the guard refuses. */
export async function planRetention(
  context: TaskContext,
  { policies, guard, doubtedSnapshots = [] }: PruneSpec,
): Promise<{ plans: HostPlan[]; refusals: string[] } | { trouble: TaskEnd }> {
  const plans: HostPlan[] = [];
  const refusals: string[] = [];
  const isDoubted = startsWithOneOf(doubtedSnapshots);
  for (const policy of policies.filter(keepsSomething)) {
    for (const host of policy.hosts) {
      const { end, groups } = await planForget(context.run, { ...policy, host: host.host });
      if (end.exitCode !== 0) return { trouble: endedBadly(end, placeOf(context)) };
      if (groups === undefined) return { trouble: withoutProof(end, "gave no plan") };
      const own = groups.filter((group) => group.host === host.host);
      const asked = { keep: own.flatMap(({ keep }) => keep), remove: own.flatMap(({ remove }) => remove) };
      const fair = spareGood(asked, policy.retention, (one) => !isDoubted(one), context.now());
      const plan = spareNewest(policy, fair, guard);
      const refusal = refusePlan(policy, host, plan, guard, context.now());
      if (refusal === undefined) plans.push({ ...plan, policyId: policy.policyId, host: host.host });
      else refusals.push(refusal);
      context.log.info(
        `${policy.policyName} on ${host.host}: keeps ${plan.keep.length}, ${refusal === undefined ? "removes" : "would remove"} ${plan.remove.length}.`,
      );
    }
  }
  return { plans, refusals };
}

/** Without a rule nothing is said about what may go, so nothing goes. */
function keepsSomething({ retention }: PruneOfPolicy): boolean {
  return Object.values(retention).some((rule) => rule !== undefined);
}
