import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type * as z from "zod";
import {
  approveAgent,
  diagnoseAgent,
  getAgent,
  listAgentEvents,
  listAgentPolicies,
  listAgents,
  listAgentTasks,
  removeAgent,
  updateAgent,
} from "#contract/agents";
import type { Id } from "#contract/values";
import { call } from "./client.ts";
import { keys } from "./keys.ts";

export type AgentQuery = z.input<typeof listAgents.query>;

export const useAgents = (query: AgentQuery = {}) =>
  useQuery({
    queryKey: keys.agentList(query),
    queryFn: () => call(listAgents, { query: { limit: 200, ...query } }),
  });

export const useAgent = (id: Id) =>
  useQuery({ queryKey: keys.agent(id), queryFn: () => call(getAgent, { params: { id } }) });

export const useAgentEvents = (id: Id) =>
  useQuery({
    queryKey: keys.agentEvents(id),
    queryFn: () => call(listAgentEvents, { params: { id }, query: { limit: 20 } }),
  });

export const useAgentPolicies = (id: Id | null) =>
  useQuery({
    queryKey: keys.agentPolicies(id ?? ""),
    queryFn: () => call(listAgentPolicies, { params: { id: id ?? "" } }),
    enabled: id !== null,
  });

export const useAgentTasks = (id: Id) =>
  useQuery({ queryKey: keys.agentTasks(id), queryFn: () => call(listAgentTasks, { params: { id } }) });

export const useDiagnose = (id: Id) =>
  useMutation({ mutationFn: () => call(diagnoseAgent, { params: { id } }) });

export function useChangeLabels(id: Id) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (labels: string[]) => call(updateAgent, { params: { id }, body: { labels } }),
    onSuccess: () => void client.invalidateQueries({ queryKey: keys.agents }),
  });
}

export function useApproveAgent() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, sameMachine }: { id: Id; sameMachine: boolean }) =>
      call(approveAgent, { params: { id }, body: { sameMachine } }),
    onSuccess: () => void client.invalidateQueries({ queryKey: keys.agents }),
  });
}

export function useRemoveAgent() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: Id) => call(removeAgent, { params: { id } }),
    onSuccess: () => void client.invalidateQueries({ queryKey: keys.agents }),
  });
}
