import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type * as z from "zod";
import { everyPage } from "#contract/every-page";
import { previewRetention } from "#contract/maintenance";
import {
  assignLabel,
  assignPolicy,
  createPolicy,
  deletePolicy,
  duplicatePolicy,
  getPolicy,
  listPolicies,
  listPolicyAgents,
  type PolicyDraft,
  type Retention,
  replacePolicy,
  tryUnsavedPolicy,
  unassignLabel,
  unassignPolicy,
} from "#contract/policies";
import { createTask } from "#contract/tasks";
import type { Id } from "#contract/values";
import { call } from "./client.ts";
import { isOfOthers, keys } from "./keys.ts";

export const usePolicies = () =>
  useQuery({
    queryKey: keys.policyList,
    queryFn: async () => ({
      items: await everyPage((cursor) => call(listPolicies, { query: { limit: 200, ...cursor } })),
    }),
  });

export const usePolicy = (id: Id) =>
  useQuery({
    queryKey: keys.policy(id),
    queryFn: () => call(getPolicy, { params: { id } }),
  });

export const usePolicyAgents = (id: Id) =>
  useQuery({ queryKey: keys.policyAgents(id), queryFn: () => agentsOf(id) });

const agentsOf = (id: Id) =>
  everyPage((cursor) => call(listPolicyAgents, { params: { id }, query: { limit: 200, ...cursor } }));

/** `revision` is the one that was read: saving over somebody else's change is refused with 412. */
export type PolicySave = {
  known?: { id: Id; revision: number };
  draft: PolicyDraft;
  agentIds: { before: readonly Id[]; after: readonly Id[] };
  labels: { before: readonly string[]; after: readonly string[] };
};

export function useSavePolicy() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ known, draft, agentIds, labels }: PolicySave) => {
      const policy =
        known === undefined
          ? await call(createPolicy, { body: draft })
          : await call(
              replacePolicy,
              { params: { id: known.id }, body: draft },
              { headers: { "if-match": `"${known.revision}"` } },
            );
      await changeAssignments(policy.id, agentIds);
      await changeLabels(policy.id, labels);
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

async function changeLabels(id: Id, { before, after }: PolicySave["labels"]): Promise<void> {
  for (const label of after.filter((one) => !before.includes(one))) {
    await call(assignLabel, { params: { id, label } });
  }
  for (const label of before.filter((one) => !after.includes(one))) {
    await call(unassignLabel, { params: { id, label } });
  }
}

export type TriedPolicy = z.input<typeof tryUnsavedPolicy.body>;

export const useTryPolicy = () =>
  useMutation({ mutationFn: (body: TriedPolicy) => call(tryUnsavedPolicy, { body }) });

/** Which of these folders a machine has, and how much is in them; those that it has not are no fault. */
export const useRetentionPreview = (id: Id) =>
  useMutation({
    mutationFn: (retention: Retention) => call(previewRetention, { params: { id }, body: { retention } }),
  });

export const useTriedFolders = (agentId: Id, include: string[]) =>
  useQuery({
    queryKey: keys.triedFolders(agentId, include),
    queryFn: ({ signal }) =>
      call(tryUnsavedPolicy, { body: { agentId, include, optionalPaths: include } }, { signal }),
    staleTime: 60_000,
    retry: false,
  });

export function useDeletePolicy() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: Id) => call(deletePolicy, { params: { id } }),
    onSuccess: (_, id) =>
      void client.invalidateQueries({
        queryKey: keys.policies,
        predicate: isOfOthers(id),
      }),
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
      const assigned = await agentsOf(policyId);
      return Promise.all(
        assigned.map(({ agentId }) => call(createTask, { body: { kind: "backup", policyId, agentId } })),
      );
    },
    onSettled: () => void client.invalidateQueries({ queryKey: keys.runs }),
  });
}
