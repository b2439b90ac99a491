import type { Run } from "#contract/runs";
import type { Id, Instant } from "#contract/values";
import { say } from "#contract/words/say";

/** `from` and `to` in milliseconds. */
export type Window = { from: number; to: number };
/** `start` and `width` as shares of the window. */
export type Bar = { run: Run; start: number; width: number };
export type Mark = { key: string; at: number; title: string };
export type Lane = { agentId: Id; hostname: string; bars: Bar[]; missed: Mark[]; planned: Mark[] };

type Due = { agentId: Id; hostname: string; policyName: string | null };
type Missed = Due & { key: string; scheduledFor: Instant; reason: string | null };
type Planned = Due & { policyId: Id; dueAt: Instant };
type Given = { runs: readonly Run[]; missed: readonly Missed[]; planned: readonly Planned[] };

/** One lane for each machine, by name: what ran, as long as it took, what was missed, and what is planned. */
export function lanesOf({ runs, missed, planned }: Given, window: Window, now: number): Lane[] {
  const lanes = new Map<Id, Lane>();
  const laneOf = ({ agentId, hostname }: { agentId: Id; hostname: string }): Lane => {
    const known = lanes.get(agentId) ?? { agentId, hostname, bars: [], missed: [], planned: [] };
    lanes.set(agentId, known);
    return known;
  };
  const share = (at: number) => Math.min(1, Math.max(0, (at - window.from) / (window.to - window.from)));

  for (const run of runs) {
    const start = share(Date.parse(run.startedAt));
    const end = share(run.finishedAt === null ? now : Date.parse(run.finishedAt));
    laneOf(run).bars.push({ run, start, width: Math.max(0, end - start) });
  }
  for (const slot of missed)
    laneOf(slot).missed.push({
      key: slot.key,
      at: share(Date.parse(slot.scheduledFor)),
      title: [say("{name} was missed.", { name: slot.policyName ?? say("A task") }), slot.reason]
        .filter(Boolean)
        .join(" "),
    });
  for (const due of planned)
    laneOf(due).planned.push({
      key: `${due.policyId} ${due.dueAt}`,
      at: share(Date.parse(due.dueAt)),
      title: say("{name} is planned.", { name: due.policyName ?? say("A task") }),
    });
  return [...lanes.values()].sort((one, two) => one.hostname.localeCompare(two.hostname));
}

/** The bar at a place of the lane, or the one next to it that is no further away than `reach`; all as shares. */
export function nearestBar(bars: readonly Bar[], at: number, reach: number): Bar | undefined {
  const distance = ({ start, width }: Bar) => Math.max(start - at, at - start - width, 0);
  const [nearest] = bars.toSorted((one, two) => distance(one) - distance(two));
  return nearest !== undefined && distance(nearest) <= reach ? nearest : undefined;
}

const STEP_HOURS = [1, 3, 6, 12, 24];
const MOST_TICKS = 8;

/** Full hours of the wall clock, few enough to be told apart. */
export function ticksOf({ from, to }: Window): number[] {
  const hours = (to - from) / 3_600_000;
  const step = STEP_HOURS.find((one) => hours / one <= MOST_TICKS) ?? 24;
  const first = new Date(from);
  first.setHours(Math.ceil((first.getHours() + 1) / step) * step, 0, 0, 0);
  const ticks: number[] = [];
  for (let at = first; at.getTime() < to; ) {
    ticks.push(at.getTime());
    at = new Date(at);
    at.setHours(at.getHours() + step);
  }
  return ticks;
}
