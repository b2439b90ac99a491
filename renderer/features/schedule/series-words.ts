import { say, spokenLocale } from "#contract/words/say";
import { rhythmSentence } from "../../components/schedule-sentence.ts";
import { endOf, type PlannedSeries, type PlannedTime } from "./planned-series.ts";

const UNITS = { w: 604_800, d: 86_400, h: 3_600, m: 60, s: 1 };

/** What comes after the next time: `then every hour, 47 more until Sunday 17:00`. Nothing where nothing does. */
export function restWords(series: Pick<PlannedSeries, "times" | "everySeconds">): string | undefined {
  const count = series.times.length - 1;
  const time = written(endOf(series), { weekday: "long", hour: "numeric", minute: "2-digit" });
  if (count < 1) return undefined;
  if (count === 1) return say("and once more on {time}", { time });
  if (series.everySeconds === undefined) return say("and {count} more until {time}", { count, time });
  const rhythm = rhythmSentence({ kind: "every", every: periodOf(series.everySeconds) });
  return say("then {rhythm}, {count} more until {time}", { rhythm, count, time });
}

/** `17:00`, or `17:00–17:09` where not all machines begin at once. */
export function clockWords({ first, last }: Pick<PlannedTime, "first" | "last">): string {
  const [from, until] = [first, last].map((at) => written(at, { timeStyle: "short" }));
  return from === until ? `${from}` : `${from}–${until}`;
}

export const dayWords = (instant: string): string =>
  written(instant, { weekday: "long", day: "numeric", month: "short" });

const written = (instant: string, options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(spokenLocale(), options).format(Date.parse(instant));

function periodOf(seconds: number): string {
  const [unit, of] = Object.entries(UNITS).find(([, length]) => seconds % length === 0) ?? ["s", 1];
  return `${seconds / of}${unit}`;
}
