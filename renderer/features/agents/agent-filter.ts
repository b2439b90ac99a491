import { type Protection, protection, type Reachability, reachability } from "#contract/agents";
import type { AgentQuery } from "../../api/agents.ts";

const orders = ["hostname", "lastGood", "lastSeen"] as const;
export type AgentOrder = (typeof orders)[number];

export type AgentFilter = {
  q?: string;
  protection?: Protection;
  reachability?: Reachability;
  label?: string;
  sort: AgentOrder;
};

/** The filter lives in the address, so that a link shows the same machines. What it does not understand is left out. */
export function readAgentFilter(search: URLSearchParams): AgentFilter {
  const q = search.get("q")?.slice(0, 200) ?? "";
  const label = search.get("label") ?? "";
  const asked = { protection: protection.safeParse(search.get("protection")).data };
  const reached = reachability.safeParse(search.get("reachability")).data;
  return {
    ...(q.trim() === "" ? {} : { q: q.trim() }),
    ...(asked.protection && { protection: asked.protection }),
    ...(reached && { reachability: reached }),
    ...(label === "" ? {} : { label }),
    sort: orders.find((order) => order === search.get("sort")) ?? "hostname",
  };
}

export const asAgentQuery = (filter: AgentFilter): AgentQuery => ({ ...filter, status: "active" });

export const isFiltered = ({ sort: _, ...rest }: AgentFilter): boolean => Object.keys(rest).length > 0;
