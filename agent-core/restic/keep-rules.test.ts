import { rm } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Retention } from "#contract/policies";
import { putFile, sealAsRestic } from "../testing/seal-as-restic.ts";
import { makeStage, makeTemplate, type Stage } from "../testing/stage.ts";
import { keepFlags, parseGroups } from "./forget.ts";
import { keptBy } from "./keep-rules.ts";
import { spareGood } from "./spare-good.ts";

const HOUR_MS = 3_600_000;
const MOST_HOURS = 24 * 800;
const HOSTS = 12;

let template: Awaited<ReturnType<typeof makeTemplate>>;
let stage: Stage;

beforeAll(async () => {
  template = await makeTemplate();
  stage = await makeStage(template);
});
afterAll(async () => {
  await stage.clear();
  await rm(template.dir, { recursive: true });
});

/** Crowded in the last days, some in the future, in many zones. */
const time = fc
  .tuple(
    fc.oneof(
      fc.double({ min: -100, max: 60, noNaN: true }),
      fc.double({ min: 0, max: MOST_HOURS, noNaN: true }),
    ),
    fc.constantFrom(-570, -300, 0, 60, 330, 765),
  )
  .map(([hours, offset]) => inZone(Date.now() - hours * HOUR_MS, offset));
const most = fc.option(fc.integer({ min: 1, max: 6 }), { nil: undefined, freq: 2 });
const duration = fc.option(fc.constantFrom("5d", "36h", "1m", "1y2m3d4h"), { nil: undefined, freq: 3 });
const retention = fc.record({
  ...{ keepLast: most, keepHourly: most, keepDaily: most, keepWeekly: most, keepMonthly: most },
  ...{ keepYearly: most, keepWithin: duration, keepWithinDaily: duration, keepWithinMonthly: duration },
});

function inZone(instant: number, offset: number): string {
  const sign = offset < 0 ? "-" : "+";
  const two = (value: number) => String(Math.abs(Math.trunc(value))).padStart(2, "0");
  const local = new Date(instant + offset * 60_000).toISOString().slice(0, -1);
  return `${local}${sign}${two(offset / 60)}:${two(offset % 60)}`;
}

async function forge(key: string, hostname: string, times: string[]): Promise<void> {
  for (const at of times) {
    const snapshot = { time: at, tree: "0".repeat(64), paths: ["/a"], hostname };
    const sealed = sealAsRestic(key, Buffer.from(JSON.stringify(snapshot)));
    await putFile(join(stage.repository.location, "snapshots"), sealed);
  }
}

test("the rules keep what restic keeps by them", async () => {
  const seed = Math.trunc(Math.random() * 2 ** 31);
  const sample = <Value>(of: fc.Arbitrary<Value>, count: number) => fc.sample(of, { seed, numRuns: count });
  const times = fc.uniqueArray(time, { minLength: 1, maxLength: 25, selector: Date.parse });
  const key = (await stage.restic("cat", "masterkey")).join("\n");
  for (const [nr, some] of sample(times, HOSTS).entries()) await forge(key, `host-${nr}`, some);
  await forge(
    key,
    "one-day",
    ["09", "10", "11"].map((hour) => `${yesterday()}T${hour}:00:00Z`),
  );
  const rules: Retention[] = [
    { keepLast: 2, keepDaily: 3, keepWeekly: 2, keepWithin: "5d" },
    { keepLast: 1, keepWithinDaily: "5d" },
    ...sample(retention, 3).map((one) => ({ keepLast: 1, ...withoutAbsent(one) })),
  ];

  for (const rule of rules) {
    const [line = ""] = await stage.restic(
      "forget",
      "--dry-run",
      "--json",
      "--group-by=host",
      ...keepFlags(rule),
    );
    for (const { host, keep, remove } of parseGroups(line) ?? []) {
      const ours = [...keptBy(rule, [...keep, ...remove], new Date()).keys()].sort();
      expect(ours, `seed ${seed}: ${host} by ${JSON.stringify(rule)}`).toEqual(
        keep.map(({ id }) => id).sort(),
      );
    }
  }
});

const yesterday = () => new Date(Date.now() - 24 * HOUR_MS).toISOString().slice(0, 10);
const withoutAbsent = (one: object): Retention =>
  Object.fromEntries(Object.entries(one).filter(([, value]) => value !== undefined));

const snapshot = (id: string, day: number) => ({
  ...{ id, hostname: "desk", paths: [], reasons: [] },
  time: new Date(Date.UTC(2026, 10, day, 12)).toISOString(),
});

test("what the rules would keep without snapshots that nobody vouches for stays beside them", () => {
  const good = [1, 2, 3].map((day) => snapshot(`good-${day}`, day));
  const forged = [10, 11].map((day) => snapshot(`forged-${day}`, day));
  const now = new Date(Date.UTC(2026, 10, 4));

  const plan = spareGood(
    { keep: forged, remove: good },
    { keepDaily: 2 },
    ({ id }) => id.startsWith("good"),
    now,
  );

  expect(plan.keep.map(({ id }) => id)).toEqual(["forged-10", "forged-11", "good-2", "good-3"]);
  expect(plan.remove.map(({ id }) => id)).toEqual(["good-1"]);
});
