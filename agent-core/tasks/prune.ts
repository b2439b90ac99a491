import { type PruneSpec, pruneSpec } from "#contract/maintenance";
import type { RunSummary, SnapshotEntry } from "#contract/outcome";
import { forgetSnapshots } from "../restic/forget.ts";
import { endedBadly, failed, type TaskEnd, withoutProof } from "../restic/judge-end.ts";
import { prune } from "../restic/prune.ts";
import type { ResticEnd } from "../restic/run-restic.ts";
import { refuseLedger } from "./known-snapshots.ts";
import { type HostPlan, planRetention } from "./plan-retention.ts";
import { phase } from "./progress-of.ts";
import { listAll } from "./snapshots.ts";
import { placeOf, type TaskContext } from "./task-context.ts";

/** Ids in one command line: Windows takes 32,000 characters. */
const IDS_AT_ONCE = 400;

/** Forgets by each policy what restic's own plan says and the guard lets through, then deletes unused data once, and looks what is left. */
export async function runPrune(context: TaskContext): Promise<TaskEnd> {
  const spec = pruneSpec.parse(context.offer.spec);
  context.report(phase("planning"));
  const before = await listAll(context, "nothing was removed");
  if ("trouble" in before) return before.trouble;
  const refusal = refuseLedger(spec, before.snapshots);
  if (refusal !== undefined)
    return { ...failed("not-allowed-here", refusal), snapshots: before.snapshots, forgotten: [] };

  const planned = await planRetention(context, spec);
  if ("trouble" in planned) return planned.trouble;
  const { plans, refusals } = planned;
  for (const refusal of refusals) context.log.warn(refusal);

  const forgotten = await forgetAll(context, plans, spec);
  if (forgotten !== undefined && isHopeless(forgotten)) return endedBadly(forgotten, placeOf(context));

  context.report(phase("pruning"));
  const { end, numbers, isDone } = await prune(context.run, spec.lockWaitSeconds, (step) =>
    context.report(phase(step)),
  );
  const after = await listAll(context, "nobody knows what is left");
  const left = "trouble" in after ? undefined : after.snapshots;
  const kept = left ?? before.snapshots;
  const summary: RunSummary = {
    snapshotsKept: kept.length,
    snapshotsRemoved: goneOf(before.snapshots, kept),
    retained: plans.map(({ policyId, host, keep, remove }) => ({
      policyId,
      host,
      kept: keep.length,
      removed: remove.length,
    })),
    ...numbers,
  };
  const forgottenIds = idsOf(plans).filter((id) => !kept.some((snapshot) => snapshot.id === id));
  const seen = { summary, ...(left && { snapshots: left, forgotten: forgottenIds }) };
  if (end.exitCode !== 0) return { ...endedBadly(end, placeOf(context)), ...seen };
  if (!isDone) return { ...withoutProof(end, "did not say that the prune was done"), ...seen };
  if ("trouble" in after) return { ...after.trouble, ...seen };
  const stayed = idsOf(plans).filter((id) => after.snapshots.some((snapshot) => snapshot.id === id));
  if (stayed.length > 0) return { ...stayedEnd(stayed.length, forgotten), ...seen };
  if (refusals.length > 0) return { ...refusedEnd(refusals), ...seen };
  context.log.info(`Removed ${summary.snapshotsRemoved} snapshots; ${kept.length} are left.`);
  return { outcome: "success", exitCode: 0, ...seen };
}

function idsOf(plans: HostPlan[]): string[] {
  return plans.flatMap(({ remove }) => remove.map(({ id }) => id));
}

/** Returns the first end that was not good; a server that refuses to delete may still have let some go. */
async function forgetAll(
  context: TaskContext,
  plans: HostPlan[],
  spec: PruneSpec,
): Promise<ResticEnd | undefined> {
  const ids = idsOf(plans);
  if (ids.length > 0) context.report(phase("forgetting"));
  for (let from = 0; from < ids.length; from += IDS_AT_ONCE) {
    const end = await forgetSnapshots(context.run, ids.slice(from, from + IDS_AT_ONCE), spec.lockWaitSeconds);
    if (end.exitCode !== 0) return end;
  }
  return undefined;
}

/** With an end like this a prune would fail too, or is not wanted any more. */
function isHopeless(end: ResticEnd): boolean {
  return end.exitCode !== 3 || end.stopped !== undefined;
}

function goneOf(before: SnapshotEntry[], after: SnapshotEntry[]): number {
  const left = new Set(after.map(({ id }) => id));
  return before.filter(({ id }) => !left.has(id)).length;
}

function stayedEnd(count: number, end: ResticEnd | undefined): TaskEnd {
  return failed(
    "access-denied",
    `${count} snapshots that were to be forgotten are still there: the place lets nobody delete. Give the maintenance machine a sign-in that may delete, or leave an append-only place without prune.`,
    end?.words.slice(-5).join("\n"),
  );
}

function refusedEnd(refusals: string[]): TaskEnd {
  const [first = "", ...more] = refusals;
  const message =
    more.length === 0
      ? `${first} Those snapshots were kept.`
      : `${first} ${more.length} more of the plans were refused too. Those snapshots were kept.`;
  return failed("not-allowed-here", message, refusals.join("\n"));
}
