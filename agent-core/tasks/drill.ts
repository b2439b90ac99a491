import { randomUUID } from "node:crypto";
import { mkdir, statfs } from "node:fs/promises";
import { join } from "node:path";
import { drillSpec } from "#contract/drill";
import type { UnreadableItem } from "#contract/outcome";
import { removeFolder } from "../remove-folder.ts";
import { endedBadly, failed, type TaskEnd, withoutProof } from "../restic/judge-end.ts";
import { listEntries } from "../restic/ls.ts";
import { restore } from "../restic/restore.ts";
import { createFileDraw } from "./choose-files.ts";
import { compareFiles } from "./compare-files.ts";
import { phase, restoreProgress } from "./progress-of.ts";
import { placeOf, type TaskContext } from "./task-context.ts";

/** Restores some files for practice and compares them: with what restic knows of them, and with those that have not changed here since. */
export async function runDrill(
  { neverRead, random = Math.random }: { neverRead: readonly string[]; random?: () => number },
  context: TaskContext,
): Promise<TaskEnd> {
  const spec = drillSpec.parse(context.offer.spec);
  const { run, folders, log } = context;
  const place = placeOf(context, true);

  context.report(phase("choosing"));
  const draw = createFileDraw(spec, context.now(), random);
  const listing = await listEntries(run, spec.snapshotId, [], draw.see);
  if (listing.exitCode !== 0) return endedBadly(listing, place);
  const chosen = draw.files();
  if (chosen.length === 0)
    return failed(
      "source-missing",
      "The snapshot holds no file that could be restored for practice, so nothing was proven. Look whether the policy backs up what it should.",
    );

  const target = join(folders.tmpDir, `drill-${randomUUID()}`);
  await mkdir(target, { recursive: true, mode: 0o700 });
  try {
    const bytes = chosen.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
    const { bavail, bsize } = await statfs(target);
    if (bavail * bsize < bytes * 2)
      return failed(
        "local-disk-full",
        "There is too little room on this machine for a restore drill, so nothing was proven. Make room, then start it again.",
      );
    log.info(`Restoring ${chosen.length} files for practice from snapshot ${spec.snapshotId.slice(0, 8)}`);

    const { end, items } = await restore(run, {
      spec: { snapshotId: spec.snapshotId, overwrite: "always", dryRun: false, verify: true },
      source: { root: "/", includes: chosen.map(({ path }) => path) },
      target,
      onStatus: (status, errorCount) => context.report(restoreProgress(status, errorCount)),
    });
    if (end.stopped !== undefined) return endedBadly(end, place);

    context.report(phase("comparing"));
    const compared = await compareFiles(chosen, {
      ...{ target, compareLive: spec.compareLive, neverRead },
    });
    const summary = {
      drillSnapshotId: spec.snapshotId,
      filesChosen: chosen.length,
      filesRestored: compared.restored,
      bytesRestored: compared.bytes,
      filesCompared: compared.compared,
      filesDiffering: compared.differing.length,
    };
    const found = itemsOf([...(items.found().items ?? []), ...compared.missing, ...compared.differing]);
    if (end.exitCode !== 0) return { ...endedBadly(end, place), summary, ...found };
    if (compared.restored !== chosen.length)
      return {
        ...withoutProof(end, `only ${compared.restored} of ${chosen.length} files came back`),
        summary,
        ...found,
      };
    // restic has read back what it wrote and compared it with the hashes that it stored at backup time.
    const proven = { ...summary, filesVerified: chosen.length };
    return {
      outcome: found.itemCount === undefined ? "success" : "warning",
      exitCode: 0,
      summary: proven,
      ...found,
    };
  } finally {
    await removeFolder(target).catch((error: Error) =>
      log.warn(`What was restored for practice could not be deleted: ${error.message}`),
    );
  }
}

function itemsOf(items: UnreadableItem[]): Pick<TaskEnd, "items" | "itemCount"> {
  return items.length === 0 ? {} : { items: items.slice(0, 1_000), itemCount: items.length };
}
