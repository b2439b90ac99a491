import * as z from "zod";
import { endpoint } from "./endpoint.ts";
import { taskKind } from "./task.ts";
import { id, instant, page, pageQuery, timeZone, wholeList } from "./values.ts";
import { API } from "./version.ts";
import { told } from "./words/told.ts";

const SECONDS = { s: 1, m: 60, h: 3_600, d: 86_400, w: 604_800 };
type Unit = keyof typeof SECONDS;

/** `PT6H` means `6h`: that is how other programs write it. */
const ISO_PERIOD = /^P(?:(\d{1,6}[DW])|T(\d{1,6}[HMS]))$/;
const periodText = z
  .string()
  .overwrite((text) =>
    text.replace(ISO_PERIOD, (_, days: string | undefined, hours) => (days ?? hours).toLowerCase()),
  )
  .regex(/^\d{1,6}[smhdw]$/, "write a period like 15m, 6h or 1d");

/** A period: seconds, or text like `15m`, `6h`, `1d`. From one minute to 366 days. */
export const period = z.union([z.int(), periodText]).refine((every) => {
  const seconds = periodSeconds(every);
  return seconds >= 60 && seconds <= 366 * SECONDS.d;
}, "must be between one minute and 366 days");
export type Period = z.infer<typeof period>;

export function periodSeconds(every: Period): number {
  if (typeof every === "number") return every;
  return Number(every.slice(0, -1)) * SECONDS[every.slice(-1) as Unit];
}

const cron = z
  .string()
  .trim()
  .max(200)
  .regex(/^\S+(\s+\S+){4}$/, "a cron expression has five fields: minute hour day month weekday");

const rhythm = {
  cron: cron.optional(),
  every: period.optional(),
};
const exactlyOne = (value: { cron?: unknown; every?: unknown }) =>
  (value.cron === undefined) !== (value.every === undefined);
const ONE_OF = { error: "give either cron or every", path: ["cron"] };

/** When a policy runs: five cron fields in a zone (absent: the machine's own), or a period counted from the Unix epoch. */
export const schedule = z
  .strictObject({
    ...rhythm,
    timeZone: timeZone.optional(),
    jitterSeconds: z.int().min(0).max(86_400).optional(),
    catchUp: z.boolean().default(true),
  })
  .refine(exactlyOne, ONE_OF);
export type Schedule = z.infer<typeof schedule>;

export const scheduleWarning = z.object({
  code: z.enum(["nonexistent-time", "repeated-time", "day-and-weekday", "crowded-minute", "never"]),
  message: told,
});

export const previewSchedule = endpoint({
  method: "POST",
  path: `${API}/schedule/preview`,
  access: "viewer",
  summary: "Say a schedule in words, with its next runs and what is odd about it",
  body: z
    .strictObject({
      ...rhythm,
      timeZone: timeZone.default("UTC"),
      from: instant.optional(),
      count: z.int().min(1).max(50).default(5),
    })
    .refine(exactlyOne, ONE_OF),
  reply: z.object({
    words: z.string(),
    timeZone: z.string(),
    nextRuns: z.array(z.object({ at: instant, local: z.string() })),
    warnings: z.array(scheduleWarning),
  }),
});

export const slotOutcome = z.enum(["done", "running", "pending", "skipped", "missed", "postponed"]);
export type SlotOutcome = z.infer<typeof slotOutcome>;

export const slot = z.object({
  key: z.string(),
  /** Null where it belongs to the maintenance of a repository. */
  policyId: id.nullable(),
  policyName: z.string().nullable(),
  repositoryId: id.nullable(),
  agentId: id,
  hostname: z.string(),
  kind: taskKind,
  scheduledFor: instant,
  outcome: slotOutcome,
  /** A sentence: why it did not run, or what happened to it. */
  reason: told.nullable(),
  taskId: id.nullable(),
  runId: id.nullable(),
});
export type Slot = z.infer<typeof slot>;

export const listSlots = endpoint({
  method: "GET",
  path: `${API}/schedule/slots`,
  access: "viewer",
  summary: "The ledger: every due slot with what became of it and why, newest first",
  query: pageQuery.extend({
    policy: id.optional(),
    agent: id.optional(),
    outcome: slotOutcome.optional(),
    from: instant.optional(),
    to: instant.optional(),
  }),
  reply: page(slot),
});

export const listUpcoming = endpoint({
  method: "GET",
  path: `${API}/schedule/upcoming`,
  access: "viewer",
  summary: "The runs that will come due",
  query: z.object({
    hours: z.coerce
      .number()
      .min(1)
      .max(24 * 31)
      .default(48),
  }),
  reply: wholeList(
    z.object({
      policyId: id,
      policyName: z.string(),
      agentId: id,
      hostname: z.string(),
      kind: taskKind,
      scheduledFor: instant,
      dueAt: instant,
    }),
  ).extend({
    /** From this moment on some are left out, for there are too many; null where none is. */
    wholeUntil: instant.nullable(),
  }),
});

export const getScheduleStatus = endpoint({
  method: "GET",
  path: `${API}/schedule/status`,
  access: "viewer",
  summary: "Whether the scheduler ticks, and what it does next",
  reply: z.object({
    lastTickAt: instant.nullable(),
    nextDueAt: instant.nullable(),
    activeSchedules: z.int(),
    pendingSlots: z.int(),
  }),
});
