import { sql } from "kysely";
import type * as z from "zod";
import type { listAgents } from "#contract/agents";
import type { Db } from "../db/database.ts";
import { holdsText } from "../db/holds-text.ts";
import { decodeCursor, encodeCursor } from "../http/cursor.ts";
import type { AgentRow } from "./agents.store.ts";
import type { NewestFacts } from "./newest-facts.ts";
import { protections, worstOf } from "./protections.ts";
import { oldestGood, viewAgents } from "./view-agents.ts";

type Query = z.output<(typeof listAgents)["query"]>;
type Place = [key: string, id: string];

/** One page, of which alone everything is looked up. By name it is read off an index, otherwise cut out of a list of what it is sorted by. */
export async function findAgents(db: Db, newestFacts: NewestFacts, query: Query, now: Date) {
  const after = query.cursor === undefined ? undefined : (decodeCursor(query.cursor, 2) as Place);
  const isByName = query.sort === "hostname" && query.protection === undefined;
  const places = isByName
    ? await placesByName(db, query, after)
    : await placesBySorting(db, newestFacts, query, now, after);
  const shown = places.slice(0, query.limit);
  const last = shown.at(-1);
  return {
    items: await viewInOrder(db, newestFacts, shown, now),
    nextCursor: places.length > query.limit && last ? encodeCursor(last) : null,
  };
}

async function viewInOrder(db: Db, newestFacts: NewestFacts, places: Place[], now: Date) {
  const ids = places.map(([, id]) => id);
  const rows = await db
    .selectFrom("agent")
    .selectAll()
    .where("id", "in", [...ids, ""])
    .execute();
  const byId = new Map(rows.map((row) => [row.id, row]));
  const ordered = ids.map((id) => byId.get(id)).filter((row) => row !== undefined);
  return viewAgents(db, ordered.map(newestFacts.over), now);
}

function matching(db: Db, { status, reachability, label, q }: Query) {
  return db
    .selectFrom("agent")
    .$if(status !== undefined, (query) => query.where("status", "=", status ?? ""))
    .$if(status === undefined, (query) => query.where("status", "!=", "revoked"))
    .$if(reachability !== undefined, (query) => query.where("reachability", "=", reachability ?? ""))
    .$if(q !== undefined, (query) => query.where(holdsText("hostname", q)))
    .$if(label !== undefined, (query) =>
      query.where(sql<boolean>`exists (select 1 from json_each(labels_json) where value = ${label})`),
    );
}

async function placesByName(db: Db, query: Query, after: Place | undefined): Promise<Place[]> {
  const rows = await matching(db, query)
    .select(["hostname", "id"])
    .$if(after !== undefined, (one) =>
      one.where(sql<boolean>`(hostname collate nocase, id) > (${after?.[0]}, ${after?.[1]})`),
    )
    .orderBy(sql`hostname collate nocase`)
    .orderBy("id")
    .limit(query.limit + 1)
    .execute();
  return rows.map(({ hostname, id }) => [hostname, id]);
}

/** Protection and last good backup are computed, not stored; for a page in their order they are needed of all. */
async function placesBySorting(
  db: Db,
  newestFacts: NewestFacts,
  query: Query,
  now: Date,
  after: Place | undefined,
): Promise<Place[]> {
  const rows = await matching(db, query).select(["id", "hostname", "status", "last_seen_at"]).execute();
  const isComputed = query.protection !== undefined || query.sort === "lastGood";
  const pairs = isComputed ? await protections(db, now) : [];
  const byAgent = Map.groupBy(pairs, (pair) => pair.agent_id);
  const pairsOf = ({ id }: { id: string }) => byAgent.get(id) ?? [];
  const isWanted = (row: { id: string }) =>
    query.protection === undefined ||
    worstOf(pairsOf(row).map((pair) => pair.verdict.state)) === query.protection;
  return rows
    .filter(isWanted)
    .map((row): Place => [keyOf(row), row.id])
    .filter((place) => after === undefined || compare(place, after) > 0)
    .sort(compare)
    .slice(0, query.limit + 1);

  /** Longest unseen and longest unprotected come first; a machine that never was comes before all. */
  function keyOf(row: Pick<AgentRow, "id" | "hostname" | "status" | "last_seen_at">): string {
    switch (query.sort) {
      case "hostname":
        return row.hostname.toLowerCase();
      case "lastSeen":
        return newestFacts.get(row.id)?.seenAt ?? row.last_seen_at ?? "";
      case "lastGood":
        return oldestGood(pairsOf(row)) ?? "";
      case "status":
        return row.status;
    }
  }
}

function compare(one: Place, two: Place): number {
  const at = one[0] === two[0] ? 1 : 0;
  if (one[at] === two[at]) return 0;
  return one[at] < two[at] ? -1 : 1;
}
