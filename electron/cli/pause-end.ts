import { period, periodSeconds } from "#contract/schedule";
import { exitCodes, Refusal } from "../core/refusal.ts";

export type PauseOptions = { until?: string; for?: string };

/** When a pause ends, as a person said it; undefined for one without an end. */
export function pauseEnd({ until, for: span }: PauseOptions, now: Date): string | undefined {
  if (span !== undefined) return afterSpan(span, now).toISOString();
  return until === undefined ? undefined : instantOf(until, now).toISOString();
}

function afterSpan(span: string, now: Date): Date {
  const read = period.safeParse(span);
  if (read.success) return new Date(now.getTime() + periodSeconds(read.data) * 1_000);
  throw new Refusal(`"${span}" is no period. Write one like 30m, 2h or 1d.`, exitCodes.usage);
}

function instantOf(text: string, now: Date): Date {
  const [, hours, minutes] = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(text) ?? [];
  if (hours !== undefined) {
    const at = (day: number) =>
      new Date(now.getFullYear(), now.getMonth(), now.getDate() + day, Number(hours), Number(minutes));
    return at(0) > now ? at(0) : at(1);
  }
  const at = new Date(text);
  if (Number.isNaN(at.getTime())) {
    const example = "2026-11-25T08:00, or 08:00 for the next time it is eight";
    throw new Refusal(`"${text}" is no time. Write one like ${example}.`, exitCodes.usage);
  }
  return at;
}
