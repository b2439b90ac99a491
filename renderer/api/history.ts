import { useQueries, useQuery } from "@tanstack/react-query";
import { type HistoryDay, listHistoryDays } from "#contract/history";
import type { Id } from "#contract/values";
import { call } from "./client.ts";
import { keys } from "./keys.ts";

const DAYS = 30;

/** The last 30 days of all machines together. */
export const useFleetDays = () => useQuery(daysOptions(undefined));

export const useAgentDays = (id: Id) => useQuery(daysOptions(id));

/** The last 30 days of each of these machines; each block of them is one request. */
export function useDaysOfMany(blocks: readonly (readonly Id[])[]): Map<Id | null, readonly HistoryDay[]> {
  const answers = useQueries({ queries: blocks.map((ids) => daysOptions(ids.join(","))) });
  return new Map(
    answers.flatMap(({ data }) => data?.items ?? []).map(({ agentId, days }) => [agentId, days]),
  );
}

function daysOptions(agents: string | undefined) {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  return {
    queryKey: keys.historyDays(agents ?? "all"),
    queryFn: () =>
      call(listHistoryDays, { query: { days: DAYS, timeZone, ...(agents === undefined ? {} : { agents }) } }),
    staleTime: 60_000,
  };
}
