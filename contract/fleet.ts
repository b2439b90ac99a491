import * as z from "zod";
import { count } from "./values.ts";

/** How the machines are that an orchestrator looks after, for the one that it follows itself. */
export const fleetSummary = z.object({
  machines: count,
  offline: count,
  protected: count,
  late: count,
  atRisk: count,
  never: count,
  paused: count,
  /** The one that needs somebody most; absent while all are well. */
  worst: z
    .object({ hostname: z.string().max(255), protection: z.enum(["late", "at-risk", "never"]) })
    .optional(),
});
export type FleetSummary = z.infer<typeof fleetSummary>;
