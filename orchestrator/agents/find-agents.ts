import type * as z from "zod";
import type { Agent, listAgents } from "#contract/agents";
import type { Db } from "../db/database.ts";
import { decodeCursor, encodeCursor } from "../http/cursor.ts";
import type { AgentRow } from "./agents.store.ts";
import type { NewestFacts } from "./newest-facts.ts";
import { viewAgents } from "./view-agents.ts";

type Query = z.output<(typeof listAgents)["query"]>;

/** Protection and last good backup are computed, not stored, so a page is cut out of the whole sorted list. */
export async function findAgents(db: Db, newestFacts: NewestFacts, query: Query, now: Date) {
  const rows = (await matchingRows(db, query)).map(newestFacts.over);
  const agents = await viewAgents(db, rows, now);
  const kept = agents
    .filter((agent) => query.protection === undefined || agent.protection === query.protection)
    .filter((agent) => query.label === undefined || agent.labels.includes(query.label))
    .map((agent) => ({ agent, key: sortKey(agent, query.sort) }))
    .sort((one, two) => compare([one.key, one.agent.id], [two.key, two.agent.id]));
  const after = query.cursor === undefined ? undefined : decodeCursor(query.cursor, 2);
  const rest =
    after === undefined ? kept : kept.filter(({ key, agent }) => compare([key, agent.id], after) > 0);
  const shown = rest.slice(0, query.limit);
  const last = shown.at(-1);
  return {
    items: shown.map(({ agent }) => agent),
    nextCursor: rest.length > query.limit && last ? encodeCursor([last.key, last.agent.id]) : null,
  };
}

function matchingRows(db: Db, { status, reachability, q }: Query): Promise<AgentRow[]> {
  return db
    .selectFrom("agent")
    .selectAll()
    .$if(status !== undefined, (query) => query.where("status", "=", status ?? ""))
    .$if(status === undefined, (query) => query.where("status", "!=", "revoked"))
    .$if(reachability !== undefined, (query) => query.where("reachability", "=", reachability ?? ""))
    .$if(q !== undefined, (query) => query.where("hostname", "like", `%${q}%`))
    .execute();
}

/** Longest unseen and longest unprotected come first; a machine that never was comes before all. */
function sortKey(agent: Agent, sort: Query["sort"]): string {
  switch (sort) {
    case "hostname":
      return agent.hostname.toLowerCase();
    case "lastSeen":
      return agent.lastSeenAt ?? "";
    case "lastGood":
      return agent.lastGoodAt ?? "";
    case "status":
      return agent.status;
  }
}

function compare(one: string[], two: string[]): number {
  const at = one.findIndex((part, index) => part !== two[index]);
  if (at < 0) return 0;
  return (one[at] ?? "") < (two[at] ?? "") ? -1 : 1;
}
