import { isKnownZone } from "#contract/values";
import type { Tx } from "../db/database.ts";
import { bumpRevisions } from "../policies/bump-revisions.ts";
import { settleDue } from "../schedule/enqueue-due.ts";
import { replan } from "../schedule/plan.ts";
import type { AgentRow } from "./agents.store.ts";

/** Of this computer: the runtime knows none where `TZ` is set to nothing, or to a file. */
export function ownZone(): string {
  const { timeZone } = new Intl.DateTimeFormat("en-US").resolvedOptions();
  return isKnownZone(timeZone) ? timeZone : "UTC";
}

/** The zone that a machine tells, as long as times can be reckoned in it: else the one that it had. */
export function zoneOf({ timeZone }: { timeZone: string }, before: Pick<AgentRow, "time_zone">): string {
  return timeZone === before.time_zone || isKnownZone(timeZone) ? timeZone : before.time_zone;
}

/** A change of a machine's row that may change its zone: what was due by the old one is settled, then the plan is made anew. */
export async function movingTo<Changed>(
  tx: Tx,
  { agent, zone, now }: { agent: Pick<AgentRow, "id" | "time_zone">; zone: string; now: Date },
  change: () => Promise<Changed>,
): Promise<Changed> {
  if (agent.time_zone === zone) return change();
  await settleDue(tx, { agentId: agent.id }, now);
  const changed = await change();
  await replan(tx, { agentId: agent.id }, now);
  await bumpRevisions(tx, { agentId: agent.id });
  return changed;
}
