import type { HistoryDay } from "#contract/history";
import type { Id } from "#contract/values";
import { useAgentDays } from "../../api/history.ts";

const MOST = 60;

/** The strips of the rows in view: asked together, and again only when other rows come into view. */
export function useStrips(agentIds: readonly Id[]): (id: Id) => readonly HistoryDay[] | undefined {
  const days = useAgentDays(agentIds.slice(0, MOST));
  const known = new Map(days.data?.items.map((item) => [item.agentId, item.days]));
  return (id) => known.get(id);
}
