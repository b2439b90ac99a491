import type * as z from "zod";
import type { listUpcoming } from "#contract/schedule";

export type Planned = z.infer<typeof listUpcoming.reply>["items"][number];

/** One due time of a series; the spread lets its machines begin one after the other. */
export type PlannedTime = { scheduledFor: string; first: string; last: string; machines: number };

type Machine = Pick<Planned, "agentId" | "hostname" | "dueAt">;

/** What one policy does again and again, on one machine or on many. */
export type PlannedSeries = Pick<Planned, "policyId" | "policyName" | "kind"> & {
  key: string;
  /** Each with the time at which it begins next. */
  machines: Machine[];
  times: PlannedTime[];
  /** Where the distance is the same all the way, on every machine. */
  everySeconds: number | undefined;
};

/** The runs that are still to come, as one series for each policy and kind, soonest first. */
export function plannedSeries(runs: readonly Planned[], now: number): PlannedSeries[] {
  const coming = runs
    .filter(({ dueAt }) => at(dueAt) > now)
    .sort((one, two) => at(one.dueAt) - at(two.dueAt));
  return groups(coming, (run) => `${run.policyId} ${run.kind}`).map(([first, ...others]) => {
    const ofMachine = groups([first, ...others], ({ agentId }) => agentId);
    const ofTime = groups([first, ...others], ({ scheduledFor }) => scheduledFor);
    return {
      key: `${first.policyId} ${first.kind}`,
      policyId: first.policyId,
      policyName: first.policyName,
      kind: first.kind,
      machines: ofMachine.map(([next]) => next),
      times: ofTime.map(timeOf),
      everySeconds: everySecondsOf(ofMachine),
    };
  });
}

/** When the last machine begins for the last time. */
export const endOf = ({ times }: Pick<PlannedSeries, "times">): string =>
  times.reduce((latest, { last }) => (at(last) > at(latest) ? last : latest), times[0]?.last ?? "");

/** By the day on the wall of whoever looks; `day` is a time of it. */
export const byDay = (times: readonly PlannedTime[]): { day: string; times: PlannedTime[] }[] =>
  groups(times, ({ first }) => new Date(first).toDateString()).map((of) => ({ day: of[0].first, times: of }));

function timeOf(runs: Some<Planned>): PlannedTime {
  const [{ scheduledFor, dueAt }] = runs;
  return { scheduledFor, first: dueAt, last: runs.at(-1)?.dueAt ?? dueAt, machines: runs.length };
}

/** Two equal distances are the least that is a rhythm. */
function everySecondsOf(ofMachine: readonly Planned[][]): number | undefined {
  const distances = ofMachine.map(distancesOf);
  const [every, ...others] = new Set(distances.flat());
  const isRhythm = others.length === 0 && distances.some((of) => of.length > 1);
  return isRhythm ? every : undefined;
}

const distancesOf = (runs: readonly Planned[]) =>
  runs.slice(1).map((run, before) => (at(run.scheduledFor) - at(runs[before]?.scheduledFor ?? "")) / 1_000);

const at = (instant: string) => Date.parse(instant);

type Some<Item> = [Item, ...Item[]];

function groups<Item>(items: readonly Item[], nameOf: (item: Item) => string): Some<Item>[] {
  const found = new Map<string, Some<Item>>();
  for (const item of items) {
    const known = found.get(nameOf(item));
    if (known === undefined) found.set(nameOf(item), [item]);
    else known.push(item);
  }
  return [...found.values()];
}
