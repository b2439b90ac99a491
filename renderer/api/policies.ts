import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import {
  assignPolicy,
  createPolicy,
  deletePolicy,
  duplicatePolicy,
  getPolicy,
  listPolicies,
  listPolicyAgents,
  type PolicyDraft,
  replacePolicy,
  unassignPolicy,
} from "#contract/policies";
import { createTask } from "#contract/tasks";
import type { Id } from "#contract/values";
import { call } from "./client.ts";
import { keys } from "./keys.ts";

export const usePolicies = () =>
  useQuery({ queryKey: keys.policyList, queryFn: () => call(listPolicies, { query: { limit: 200 } }) });

export const usePolicy = (id: Id) =>
  useQuery({
    queryKey: keys.policy(id),
    queryFn: () => call(getPolicy, { params: { id } }),
  });

export const usePolicyAgents = (id: Id) =>
  useQuery({ queryKey: keys.policyAgents(id), queryFn: () => call(listPolicyAgents, { params: { id } }) });

/** `revision` is the one that was read: saving over somebody else's change is refused with 412. */
export type PolicySave = {
  known?: { id: Id; revision: number };
  draft: PolicyDraft;
  agentIds: { before: readonly Id[]; after: readonly Id[] };
};

export function useSavePolicy() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ known, draft, agentIds }: PolicySave) => {
      const policy =
        known === undefined
          ? await call(createPolicy, { body: draft })
          : await call(
              replacePolicy,
              { params: { id: known.id }, body: draft },
              { headers: { "if-match": `"${known.revision}"` } },
            );
      await changeAssignments(policy.id, agentIds);
      return policy;
    },
    onSettled: () => {
      for (const queryKey of [keys.policies, keys.agents, keys.status]) {
        void client.invalidateQueries({ queryKey });
      }
    },
  });
}

async function changeAssignments(id: Id, { before, after }: PolicySave["agentIds"]): Promise<void> {
  for (const agentId of after.filter((one) => !before.includes(one))) {
    await call(assignPolicy, { params: { id, agentId } });
  }
  for (const agentId of before.filter((one) => !after.includes(one))) {
    await call(unassignPolicy, { params: { id, agentId } });
  }
}

export function useDeletePolicy() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: Id) => call(deletePolicy, { params: { id } }),
    onSuccess: () => void client.invalidateQueries({ queryKey: keys.policies }),
  });
}

export function useDuplicatePolicy() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: Id) => call(duplicatePolicy, { params: { id } }),
    onSuccess: () => void client.invalidateQueries({ queryKey: keys.policies }),
  });
}

/** Starts a policy on each machine that it protects. */
export function useRunPolicy() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (policyId: Id) => {
      const { items } = await call(listPolicyAgents, { params: { id: policyId } });
      return Promise.all(
        items.map(({ agentId }) => call(createTask, { body: { kind: "backup", policyId, agentId } })),
      );
    },
    onSettled: () => void client.invalidateQueries({ queryKey: keys.runs }),
  });
}
