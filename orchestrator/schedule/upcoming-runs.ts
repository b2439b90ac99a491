import { isPaused } from "../agents/pause-agent.ts";
import type { Db } from "../db/database.ts";
import { toInstant } from "../ids.ts";
import { policyBody } from "../policies/policies.store.ts";
import { occurrencesBetween } from "./occurrence.ts";
import { jitterMsOf } from "./plan.ts";

/** Enough of one policy on one machine to see its rhythm. */
const MOST_EACH = 200;
const MOST = 2_000;

/** The runs of the next hours over all machines but those in a pause, soonest first, and up to when none of them is left out. */
export async function upcomingRuns(db: Db, from: Date, hours: number) {
  const rows = await db
    .selectFrom("assignment")
    .innerJoin("policy", "policy.id", "assignment.policy_id")
    .innerJoin("agent", "agent.id", "assignment.agent_id")
    .select([
      "assignment.policy_id",
      "assignment.agent_id",
      "assignment.slot_agent_id",
      "assignment.next_slot_at",
      "policy.name",
      "policy.body_json",
      "agent.hostname",
      "agent.time_zone",
      "agent.paused_at",
      "agent.paused_until",
    ])
    .where("next_due_at", "is not", null)
    .execute();
  const until = new Date(from.getTime() + hours * 3_600_000);
  const slotsOf = createSlotReader(from, until);
  const cuts: number[] = [];
  const all = rows
    .flatMap((row) => {
      const { jitterSeconds, slots } = slotsOf(row);
      const jitterMs = jitterMsOf(row, jitterSeconds);
      const runs = slots
        .map((at) => ({ row, at, due: Date.parse(at) + jitterMs }))
        .filter(({ at, due }) => at >= (row.next_slot_at ?? "") && !isPaused(row, new Date(due)));
      if (slots.length === MOST_EACH) cuts.push(Date.parse(slots.at(-1) ?? "") + jitterMs);
      return runs;
    })
    .sort((one, two) => one.due - two.due);
  const listed = all.slice(0, MOST);
  if (listed.length < all.length) cuts.push(listed.at(-1)?.due ?? 0);
  return {
    items: listed.map(({ row, at, due }) => ({
      policyId: row.policy_id,
      policyName: row.name,
      agentId: row.agent_id,
      hostname: row.hostname,
      kind: "backup" as const,
      scheduledFor: at,
      dueAt: toInstant(new Date(due)),
    })),
    wholeUntil: cuts.length === 0 ? null : toInstant(new Date(cuts.reduce((a, b) => Math.min(a, b)))),
  };
}

type Planned = { policy_id: string; body_json: string; time_zone: string };
type Slots = { jitterSeconds: number | undefined; slots: string[] };

/** Machines of one policy in one zone share their slots: they are computed once, however many machines there are. */
function createSlotReader(from: Date, until: Date) {
  const known = new Map<string, Slots>();
  return (row: Planned): Slots => {
    const key = `${row.policy_id} ${row.time_zone}`;
    const slots = known.get(key) ?? read(row);
    known.set(key, slots);
    return slots;
  };

  function read(row: Planned): Slots {
    const schedule = policyBody(row).schedules.backup;
    if (schedule === undefined) return { jitterSeconds: undefined, slots: [] };
    // One whose time has come may still wait for its share of the jitter.
    const since = new Date(from.getTime() - (schedule.jitterSeconds ?? 0) * 1_000);
    const slots = occurrencesBetween(schedule, schedule.timeZone ?? row.time_zone, since, until, MOST_EACH);
    return { jitterSeconds: schedule.jitterSeconds, slots: slots.map(({ at }) => at) };
  }
}
