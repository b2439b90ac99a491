import { say, spokenLocale } from "#contract/words/say";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** `3 min ago`, `in 2 h`, `yesterday 18:02`, `Mon 18:02`; a date beyond a week. */
export function relativeTime(
  instant: string,
  now: number,
  locale = spokenLocale(),
  timeZone?: string,
): string {
  const at = Date.parse(instant);
  const distance = Math.abs(at - now);
  const isPast = at <= now;
  // As the core says it in its sentences, and never sixty of anything.
  const whole = isPast ? Math.floor : Math.round;
  if (distance < MINUTE) return isPast ? say("just now") : say("in less than a minute");
  if (distance < HOUR) {
    const count = whole(distance / MINUTE);
    return isPast ? say("{count} min ago", { count }) : say("in {count} min", { count });
  }
  const days = calendarDays(at, timeZone) - calendarDays(now, timeZone);
  if (days === 0 && distance < 6 * HOUR) {
    const count = whole(distance / HOUR);
    return isPast ? say("{count} h ago", { count }) : say("in {count} h", { count });
  }
  const time = format(at, locale, { timeStyle: "short", timeZone });
  if (days === 0) return say("today {time}", { time });
  if (days === -1) return say("yesterday {time}", { time });
  if (days === 1) return say("tomorrow {time}", { time });
  if (distance < 7 * DAY)
    return format(at, locale, { weekday: "short", hour: "numeric", minute: "2-digit", timeZone });
  return format(at, locale, { dateStyle: "medium", timeZone });
}

/** For tooltips and copying: date, seconds and zone. */
export function exactTime(instant: string, locale = spokenLocale(), timeZone?: string): string {
  return format(Date.parse(instant), locale, { dateStyle: "medium", timeStyle: "long", timeZone });
}

/** The number of the calendar day on the wall, counted from 1970. */
function calendarDays(at: number, timeZone?: string): number {
  const day = format(at, "en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" });
  return Date.parse(`${day}T00:00:00Z`) / DAY;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** To make one takes a hundred times as long as to use it, and a table has hundreds of times in it. */
function format(at: number, locale: string | undefined, options: Intl.DateTimeFormatOptions): string {
  const key = `${locale} ${JSON.stringify(options)}`;
  const known = formats.get(key) ?? new Intl.DateTimeFormat(locale, options);
  formats.set(key, known);
  return known.format(at);
}
