import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { listHistoryDays } from "#contract/history";
import type { Id } from "#contract/values";
import { call } from "./client.ts";
import { keys } from "./keys.ts";

const DAYS = 30;

/** The last 30 days of all machines together. */
export const useFleetDays = () => useHistoryDays(undefined);

/** The last 30 days of each of these machines. */
export const useAgentDays = (agentIds: readonly Id[]) => useHistoryDays(agentIds);

function useHistoryDays(agentIds: readonly Id[] | undefined) {
  const agents = agentIds?.join(",");
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  return useQuery({
    queryKey: keys.historyDays(agents ?? "all"),
    queryFn: () =>
      call(listHistoryDays, { query: { days: DAYS, timeZone, ...(agents === undefined ? {} : { agents }) } }),
    enabled: agents !== "",
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
}
