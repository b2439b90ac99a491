import fc from "fast-check";
import { expect, test } from "vitest";
import { lastOccurrences, nextOccurrence, occurrencesBetween, type Rhythm } from "./occurrence.ts";

const ALL = Number.POSITIVE_INFINITY;
const ZONES = [
  "Europe/Berlin",
  "Australia/Lord_Howe",
  "America/Havana",
  "Asia/Beirut",
  "Africa/Casablanca",
  "UTC",
];

const field = (lowest: number, highest: number) =>
  fc.oneof(
    fc.constant("*"),
    fc.integer({ min: lowest, max: highest }).map(String),
    fc.integer({ min: 2, max: highest }).map((step) => `*/${step}`),
    fc.uniqueArray(fc.integer({ min: lowest, max: highest }), { minLength: 2, maxLength: 4 }).map(String),
  );
const cron = fc
  .tuple(field(0, 59), field(0, 23), field(1, 31), fc.constant("*"), field(0, 6))
  .map((fields) => ({ cron: fields.join(" ") }));
const rhythm: fc.Arbitrary<Rhythm> = fc.oneof(
  { weight: 4, arbitrary: cron },
  { weight: 1, arbitrary: fc.integer({ min: 60, max: 400_000 }).map((every) => ({ every })) },
);
/** Most starts lie in the days around clock changes, where the faults are. */
const start = fc
  .tuple(
    fc.constantFrom("2026-03-06", "2026-03-27", "2026-10-02", "2026-10-23", "2026-10-30", "2026-12-30"),
    fc.integer({ min: 0, max: 86_400_000 }),
  )
  .map(([day, ms]) => Date.parse(day) + ms);
const span = fc.integer({ min: 0, max: 4 * 86_400_000 });

/** fast-check prints seed and path of a failing case; the same seed repeats it. */
const holds = (check: (rhythm: Rhythm, zone: string, start: number, span: number, cut: number) => void) =>
  fc.assert(
    fc.property(
      rhythm,
      fc.constantFrom(...ZONES),
      start,
      span,
      fc.double({ min: 0, max: 1, noNaN: true }),
      check,
    ),
    {
      numRuns: 150,
    },
  );

test("runs are strictly increasing, inside the window, and no two share a key", () => {
  holds((rhythm, zone, from, length) => {
    const runs = occurrencesBetween(rhythm, zone, new Date(from), new Date(from + length), ALL);
    const times = [from, ...runs.map((run) => Date.parse(run.at))];

    expect(times.every((at, index) => index === 0 || at > (times[index - 1] ?? at))).toBe(true);
    expect(times.at(-1)).toBeLessThanOrEqual(from + length);
    expect(new Set(runs.map((run) => run.key)).size).toBe(runs.length);
  });
});

test("a window cut in two at any instant gives the same runs, none lost and none twice", () => {
  holds((rhythm, zone, from, length, cut) => {
    const middle = new Date(from + Math.floor(length * cut));
    const [after, until] = [new Date(from), new Date(from + length)];

    const whole = occurrencesBetween(rhythm, zone, after, until, ALL);
    const halves = [
      ...occurrencesBetween(rhythm, zone, after, middle, ALL),
      ...occurrencesBetween(rhythm, zone, middle, until, ALL),
    ];

    expect(halves).toEqual(whole);
  });
});

test("asking for the next run again and again walks the same runs", () => {
  holds((rhythm, zone, from, length) => {
    const whole = occurrencesBetween(rhythm, zone, new Date(from), new Date(from + length), 40);

    let after = new Date(from);
    for (const expected of whole) {
      expect(nextOccurrence(rhythm, zone, after)).toEqual(expected);
      after = new Date(expected.at);
    }
  });
});

test("the newest runs are the tail of all runs", () => {
  holds((rhythm, zone, from, length) => {
    const [after, until] = [new Date(from), new Date(from + length)];

    const whole = occurrencesBetween(rhythm, zone, after, until, ALL);

    expect(lastOccurrences(rhythm, zone, after, until, 3)).toEqual(whole.slice(-3));
  });
});
