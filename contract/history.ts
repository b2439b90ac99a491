import * as z from "zod";
import { endpoint } from "./endpoint.ts";
import { count, id, timeZone, wholeList } from "./values.ts";
import { API } from "./version.ts";

/** The worst that happened on a day; `none` where nothing was due. */
export const dayOutcome = z.enum(["none", "success", "skipped", "warning", "missed", "failure"]);
export type DayOutcome = z.infer<typeof dayOutcome>;

export const historyDay = z.object({
  /** The day on the wall, like 2026-11-24. */
  date: z.iso.date(),
  outcome: dayOutcome,
  /** Backups that ended, well or not. */
  runs: count,
  warnings: count,
  failures: count,
  /** Due times at which nothing ran. */
  missed: count,
  skipped: count,
});
export type HistoryDay = z.infer<typeof historyDay>;

/** Backups only: one cell a day for each machine that is named, or one row for all of them together. */
export const listHistoryDays = endpoint({
  method: "GET",
  path: `${API}/history/days`,
  access: "viewer",
  summary: "How backups went, day by day, oldest first",
  query: z.object({
    /** Ids separated by commas; left out, all machines are counted together. */
    agents: z
      .string()
      .max(200 * 37)
      .transform((text) => text.split(","))
      .pipe(z.array(id).min(1).max(200))
      .optional(),
    days: z.coerce.number().int().min(1).max(90).default(30),
    timeZone: timeZone.default("UTC"),
  }),
  reply: wholeList(z.object({ agentId: id.nullable(), days: z.array(historyDay) })),
});
