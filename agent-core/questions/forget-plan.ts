import { type ForgetGroup, forgetPlanArgs } from "#contract/maintenance";
import type { Question } from "#contract/questions";
import { planForget } from "../restic/forget.ts";
import { spareGood, startsWithOneOf } from "../restic/spare-good.ts";
import type { StopSwitch } from "../stop-signal.ts";
import {
  openForQuestion,
  type RepositoryDeps,
  refuseWhenEndedBadly,
  repositoryOf,
} from "./open-repository.ts";
import { Refusal } from "./refusal.ts";

/** What one policy's retention would keep and remove now, one group for each machine; nothing is changed. */
export async function* forgetPlan(
  deps: RepositoryDeps,
  question: Question,
  stop: StopSwitch,
): AsyncGenerator<ForgetGroup> {
  const { policyId, retention, hosts, vouchedSnapshots } = forgetPlanArgs.parse(question.args);
  const isVouched = vouchedSnapshots === undefined ? () => true : startsWithOneOf(vouchedSnapshots);
  const repository = repositoryOf(question);
  const { run, close } = await openForQuestion(deps, repository, stop);
  try {
    for (const host of hosts) {
      const { end, groups } = await planForget(run, { host, policyId, retention });
      refuseWhenEndedBadly(end, repository, "The plan could not be made.");
      if (groups === undefined)
        throw new Refusal("internal", "restic gave no plan that Holdfast understands.");
      const own = groups.filter((group) => group.host === host);
      const plan = { keep: own.flatMap(({ keep }) => keep), remove: own.flatMap(({ remove }) => remove) };
      yield { policyId, host, ...spareGood(plan, retention, isVouched, new Date()) };
    }
  } finally {
    stop.stop("cancelled");
    await close();
  }
}
