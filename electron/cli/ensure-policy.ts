import { basename } from "node:path";
import { listAgentPolicies } from "#contract/agents";
import { assignPolicy, createPolicy, type Policy, type PolicyDraft } from "#contract/policies";
import { tokenOf } from "#contract/source-path";
import type { CoreClient } from "./core-client.ts";
import { underFreeName } from "./free-name.ts";

export type Rhythm = { every: string } | { cron: string };
export type Wish = {
  agentId: string;
  repositoryId: string;
  include: string[];
  name: string | undefined;
  rhythm: Rhythm;
};
export type EnsuredPolicy = { policy: Policy; isNew: boolean };

/** Long enough for "I deleted it last year", small enough to stay cheap: restic keeps unchanged data once. */
const KEPT = { keepHourly: 24, keepDaily: 7, keepWeekly: 5, keepMonthly: 12 };

/** A policy for these folders on this machine. The same wish again finds the policy of the first time, as it is now. */
export async function ensurePolicy({ call }: CoreClient, wish: Wish): Promise<EnsuredPolicy> {
  const { policies } = await call(listAgentPolicies, { params: { id: wish.agentId } });
  const same = policies.find((policy) => isWanted(policy, wish));
  if (same !== undefined) return { policy: same, isNew: false };
  const draft = {
    repositoryId: wish.repositoryId,
    include: wish.include,
    schedules: { backup: wish.rhythm },
    retention: KEPT,
  } satisfies Omit<PolicyDraft, "name">;
  const create = (name: string) => call(createPolicy, { body: { ...draft, name } });
  const policy =
    wish.name === undefined ? await underFreeName(nameFor(wish.include), create) : await create(wish.name);
  await call(assignPolicy, { params: { id: policy.id, agentId: wish.agentId } });
  return { policy, isNew: true };
}

function isWanted(policy: Policy, { repositoryId, include, name }: Wish): boolean {
  if (policy.repositoryId !== repositoryId || policy.include.length !== include.length) return false;
  if (name !== undefined && policy.name.toLowerCase() !== name.toLowerCase()) return false;
  return include.every((path) => policy.include.includes(path));
}

/** Named after its first folder; a policy name has at least three characters. */
function nameFor(include: string[]): string {
  const [first = ""] = include;
  const token = tokenOf(first);
  const plain = basename(first) || first;
  const name = token === undefined || token.rest !== "" ? plain : token.token;
  return (name.length < 3 ? `Folder ${name}` : name).slice(0, 90);
}
