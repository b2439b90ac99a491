import { getMe } from "#contract/access";
import { listAgentPolicies } from "#contract/agents";
import type { Call } from "#contract/call";
import { everyPage } from "#contract/every-page";
import { listPolicyAgents } from "#contract/policies";
import { listRepositories } from "#contract/repositories";
import type { Run } from "#contract/runs";
import { getStatus, problemsInAll, type Status } from "#contract/status";
import { sayAgain } from "#contract/words/say";
import { moment } from "../../core/moment.ts";
import { type ExitCode, exitCodes } from "../../core/refusal.ts";
import type { Context } from "../context.ts";
import { table } from "../table.ts";
import { GO_ON_HERE } from "./move.ts";

type PolicyLine = {
  id: string;
  name: string;
  repositoryName: string;
  enabled: boolean;
  /** Not there for those who may only see how the computer is as a whole. */
  lastGoodAt?: string | null;
  nextRunAt: string | null;
  isScheduled: boolean;
};

/** Am I protected? With what is wrong, what runs, and each policy of this computer. */
export async function status({ client, output }: Context): Promise<ExitCode> {
  const { call, core } = client();
  const { localAgentId: id } = await call(getMe, {});
  const isLimited = core.isLimited === true && id !== null;
  const now = await call(getStatus, { query: isLimited ? { agent: id } : {} });
  const planned = id === null ? [] : await (isLimited ? policiesInShort : policiesOf)(call, id);
  const policies = now.movedTo === undefined ? planned : planned.map((one) => ({ ...one, nextRunAt: null }));
  output.give({ ...now, policies, url: core.url }, () => report(now, policies));
  return exitCodes.ok;
}

async function policiesInShort(call: Call, id: string): Promise<PolicyLine[]> {
  const { policies } = await call(listAgentPolicies, { params: { id } });
  return policies.map(({ id, name, enabled, repositoryName, schedules, effective: { nextRunAt } }) => {
    return { id, name, enabled, repositoryName, nextRunAt, isScheduled: schedules.backup !== undefined };
  });
}

async function policiesOf(call: Call, id: string): Promise<PolicyLine[]> {
  const { policies } = await call(listAgentPolicies, { params: { id } });
  const repositories = await everyPage((cursor) =>
    call(listRepositories, { query: { limit: 200, ...cursor } }),
  );
  const lines: PolicyLine[] = [];
  for (const policy of policies) {
    const items = await everyPage((cursor) =>
      call(listPolicyAgents, { params: { id: policy.id }, query: { limit: 200, ...cursor } }),
    );
    lines.push({
      id: policy.id,
      name: policy.name,
      enabled: policy.enabled,
      repositoryName:
        repositories.find((one) => one.id === policy.repositoryId)?.name ?? policy.repositoryName,
      lastGoodAt: items.find(({ agentId }) => agentId === id)?.lastGoodAt ?? null,
      nextRunAt: policy.effective.nextRunAt,
      isScheduled: policy.schedules.backup !== undefined,
    });
  }
  return lines;
}

function report(now: Status, policies: PolicyLine[]): string {
  const { verdict, problems, running, counts } = now;
  const more = problemsInAll(now) - problems.length;
  const hasMoved = now.movedTo !== undefined;
  const machines = Object.values(counts).reduce((sum, count) => sum + count, 0);
  return [
    verdict.sentence,
    ...(hasMoved ? [GO_ON_HERE] : []),
    ...(policies.length === 0 ? [] : ["", tableOf(policies, hasMoved)]),
    ...(running.length === 0 ? [] : ["", "Running now:", ...running.map(runningLine)]),
    ...(problems.length === 0 ? [] : ["", "Needs you:"]),
    ...problems.map(
      ({ title, effect, hostname }) => `  ${machines > 1 ? `${hostname}: ` : ""}${title} ${effect}`,
    ),
    ...(more > 0 ? [`  … and ${more} more: “holdfast open” shows them on the page Machines.`] : []),
  ].join("\n");
}

function tableOf(policies: PolicyLine[], hasMoved: boolean): string {
  const knowsLastGood = policies.some(({ lastGoodAt }) => lastGoodAt !== undefined);
  return table(
    ["POLICY", ...(knowsLastGood ? ["LAST GOOD"] : []), "NEXT", "REPOSITORY"],
    policies.map((policy) => [
      policy.name,
      ...(policy.lastGoodAt === undefined ? [] : [moment(policy.lastGoodAt)]),
      hasMoved ? "-" : next(policy),
      policy.repositoryName,
    ]),
  );
}

function next({ enabled, nextRunAt, isScheduled }: PolicyLine): string {
  if (!enabled) return sayAgain("switched off");
  if (!isScheduled) return sayAgain("by hand only");
  return nextRunAt === null ? sayAgain("none while paused") : moment(nextRunAt);
}

function runningLine({ kind, policyName, repositoryName, progress, startedAt }: Run): string {
  const percent = progress?.percentDone === undefined ? "" : ` ${Math.floor(progress.percentDone * 100)} %`;
  return `  ${kind} of ${policyName ?? repositoryName}${percent}, since ${moment(startedAt)}`;
}
