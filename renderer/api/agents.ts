import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import type * as z from "zod";
import {
  approveAgent,
  diagnoseAgent,
  getAgent,
  listAgentEvents,
  listAgentPolicies,
  listAgents,
  listAgentTasks,
  pauseAgent,
  removeAgent,
  resumeAgent,
  updateAgent,
} from "#contract/agents";
import { everyPage } from "#contract/every-page";
import { reportStolen } from "#contract/stolen";
import type { Id, Instant } from "#contract/values";
import { call } from "./client.ts";
import { keys } from "./keys.ts";

export type AgentQuery = z.input<typeof listAgents.query>;

export const useAgents = (query: AgentQuery = {}) =>
  useQuery({
    queryKey: keys.agentList(query),
    queryFn: () => call(listAgents, { query: { limit: 200, ...query } }),
  });

/** Where any may be chosen; a list to look through comes page by page. */
export const useEveryAgent = (query: Omit<AgentQuery, "limit" | "cursor">) =>
  useQuery({
    queryKey: keys.everyAgent(query),
    queryFn: async () => ({
      items: await everyPage((cursor) => call(listAgents, { query: { limit: 200, ...query, ...cursor } })),
    }),
  });

/** As many as are asked for, page by page. */
export const useAgentPages = (query: AgentQuery) =>
  useInfiniteQuery({
    queryKey: keys.agentPages(query),
    queryFn: ({ pageParam }) =>
      call(listAgents, {
        query: { limit: 200, ...query, ...(pageParam === null ? {} : { cursor: pageParam }) },
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
    placeholderData: keepPreviousData,
  });

export const useAgent = (id: Id, isWanted = true) =>
  useQuery({
    queryKey: keys.agent(id),
    queryFn: () => call(getAgent, { params: { id } }),
    enabled: isWanted,
  });

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

export const useChangeLabels = (id: Id) =>
  useAgentChange((labels: string[]) => call(updateAgent, { params: { id }, body: { labels } }));

export const useApproveAgent = () =>
  useAgentChange(({ id, sameMachine }: { id: Id; sameMachine: boolean }) =>
    call(approveAgent, { params: { id }, body: { sameMachine } }),
  );

export const useRemoveAgent = () => useAgentChange((id: Id) => call(removeAgent, { params: { id } }));

/** Without an end, until somebody lets it go on. */
export type Pause = { id: Id; until: Instant | undefined };
export const usePauseAgent = () =>
  useAgentChange(({ id, until }: Pause) =>
    call(pauseAgent, { params: { id }, body: until === undefined ? {} : { until } }),
  );
export const useResumeAgent = () => useAgentChange((id: Id) => call(resumeAgent, { params: { id } }));

/** Can be asked again: it shuts out once, and lists each time what the machine could reach. */
export const useReportStolen = (id: Id) => useAgentChange(() => call(reportStolen, { params: { id } }));

function useAgentChange<Input, Output>(change: (input: Input) => Promise<Output>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: keys.agents });
      void client.invalidateQueries({ queryKey: keys.status });
    },
  });
}
