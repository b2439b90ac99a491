import { reasonAgainstCopy } from "#contract/copying";
import { copySpec } from "#contract/maintenance";
import type { RepositoryAccess } from "#contract/repository";
import { endedBadly, failed, type TaskEnd, withoutProof } from "../restic/judge-end.ts";
import { isLeftOut, listSnapshots } from "../restic/snapshots.ts";
import { waitForLock } from "../restic/wait-for-lock.ts";
import { phase } from "./progress-of.ts";
import { snapshotsLeftOut } from "./snapshots.ts";
import { placeOf, type TaskContext } from "./task-context.ts";

/** Brings every snapshot that is missing there into a second repository. Nothing is removed on either side. */
export async function runCopy(context: TaskContext): Promise<TaskEnd> {
  const parsed = copySpec.safeParse(context.offer.spec);
  if (!parsed.success)
    return failed("not-allowed-here", "No second repository is named any more, so nothing was copied.");
  const { target, lockWaitSeconds } = parsed.data;
  const against = reasonAgainstCopy(context.offer.repository, target);
  if (against !== undefined) return failed("not-allowed-here", against);
  return await copyTo(context, target, lockWaitSeconds);
}

async function copyTo(
  context: TaskContext,
  target: RepositoryAccess,
  lockWaitSeconds: number,
): Promise<TaskEnd> {
  const place = { ...placeOf(context), repositoryKind: target.kind };
  const { run, close } = await context.openForCopy(target);
  try {
    context.report(phase("copying"));
    const before = await listSnapshots(run);
    if (before.end.exitCode !== 0) return endedBadly(before.end, place);
    let leftOut = 0;
    const end = await run({
      args: ["copy", waitForLock(lockWaitSeconds)],
      onLine: (line) => void (isLeftOut(line) && leftOut++),
    });
    if (end.exitCode !== 0) return endedBadly(end, place);
    if (leftOut > 0) return snapshotsLeftOut(end, leftOut, "they were not copied; all others were");
    const after = await listSnapshots(run);
    if (after.end.exitCode !== 0) return endedBadly(after.end, place);
    if (after.snapshots === undefined || before.snapshots === undefined)
      return withoutProof(after.end, "gave no listing of the copy");
    const known = new Set(before.snapshots.map(({ id }) => id));
    const snapshotsCopied = after.snapshots.filter(({ id }) => !known.has(id)).length;
    context.log.info(`Copied ${snapshotsCopied} snapshots; the copy holds ${after.snapshots.length}.`);
    return {
      outcome: "success",
      exitCode: 0,
      summary: { snapshotsCopied, snapshotCount: after.snapshots.length },
    };
  } finally {
    await close();
  }
}
