import { say } from "#contract/words/say";

/** The local time of this computer, said as people do: "today 14:02", "yesterday 20:00", "2026-11-03 20:00". */
export function moment(instant: string | null, now = new Date()): string {
  if (instant === null) return say("never");
  const at = new Date(instant);
  const time = `${two(at.getHours())}:${two(at.getMinutes())}`;
  const days = Math.round((midnight(at) - midnight(now)) / 86_400_000);
  if (days === 0) return say("today {time}", { time });
  if (days === -1) return say("yesterday {time}", { time });
  if (days === 1) return say("tomorrow {time}", { time });
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())} ${time}`;
}

const two = (number: number) => String(number).padStart(2, "0");
const midnight = (at: Date) => new Date(at.getFullYear(), at.getMonth(), at.getDate()).getTime();
