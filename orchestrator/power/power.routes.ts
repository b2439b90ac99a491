import type { FastifyInstance } from "fastify";
import { reportPower } from "#contract/power";
import { serve } from "../http/serve.ts";
import type { Ticker } from "../schedule/ticker.ts";
import type { ReportedPower } from "./reported-power.ts";

type Deps = { reportedPower: ReportedPower; ticker: Ticker };

export function powerRoutes(app: FastifyInstance, { reportedPower, ticker }: Deps): void {
  serve(
    app,
    reportPower,
  )(async ({ body }) => {
    reportedPower.report(body.onBattery);
    if (body.resumed) await ticker.tickNow();
    return undefined;
  });
}
