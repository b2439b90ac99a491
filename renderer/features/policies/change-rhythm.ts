import { type Rhythm, readRhythm, writeRhythm } from "../../components/rhythm.ts";

type Kind = Rhythm["kind"];

/** What each form begins with when the one before says nothing that it can take over. */
const firsts: Record<Kind, Rhythm> = {
  "by-hand": { kind: "by-hand" },
  hourly: { kind: "hourly", minute: 0 },
  daily: { kind: "daily", time: "20:00" },
  weekly: { kind: "weekly", time: "20:00", days: [1, 2, 3, 4, 5] },
  every: { kind: "every", every: "6h" },
  cron: { kind: "cron", cron: "0 20 * * 1-5" },
};

/** Another form for a schedule; both ways, an expression and the fields for it say the same. */
export function changeRhythm(rhythm: Rhythm, kind: Kind): Rhythm {
  const written = writeRhythm(rhythm);
  if (kind === "cron" && written?.cron !== undefined) return { kind, cron: written.cron };
  const read = readRhythm(written);
  if (read.kind === kind) return read;
  const time = "time" in read ? read.time : undefined;
  const first = firsts[kind];
  return time !== undefined && "time" in first ? { ...first, time } : first;
}
