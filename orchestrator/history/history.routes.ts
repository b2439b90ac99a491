import type { FastifyInstance } from "fastify";
import { listHistoryDays } from "#contract/history";
import type { Database } from "../db/database.ts";
import { serve } from "../http/serve.ts";
import { dayEdges } from "./day-edges.ts";
import { daysOfFleet, daysOfMachine } from "./history-days.ts";

export function historyRoutes(app: FastifyInstance, { db, now }: { db: Database; now: () => Date }): void {
  serve(
    app,
    listHistoryDays,
  )(async ({ query }) => {
    const edges = dayEdges(query.timeZone, query.days, now().getTime());
    const items = [];
    for (const agentId of query.agents ?? [null]) {
      const days =
        agentId === null ? await daysOfFleet(db.read, edges) : await daysOfMachine(db.read, edges, agentId);
      items.push({ agentId, days });
    }
    return { items };
  });
}
