import { catConfig } from "../restic/cat-config.ts";
import { init } from "../restic/init.ts";
import { endedBadly, type TaskEnd, withoutProof } from "../restic/judge-end.ts";
import { listSnapshots } from "../restic/snapshots.ts";
import { phase } from "./progress-of.ts";
import { placeOf, type TaskContext } from "./task-context.ts";

const NO_REPOSITORY = 10;

/** Opens the repository, or makes it, but only on restic's plain answer that there is none: never over one that could not be read. */
export async function runInit(context: TaskContext): Promise<TaskEnd> {
  context.report(phase("opening"));
  const { end, resticId } = await catConfig(context.run);
  if (end.exitCode === NO_REPOSITORY && end.stopped === undefined) return await create(context);
  if (end.exitCode !== 0) return endedBadly(end, placeOf(context));
  if (resticId === undefined) return withoutProof(end, "did not name the repository");
  context.log.info(`Opened the repository ${resticId.slice(0, 10)}.`);

  const listing = await listSnapshots(context.run);
  if (listing.end.exitCode !== 0) return endedBadly(listing.end, placeOf(context));
  if (listing.snapshots === undefined) return withoutProof(listing.end, "gave no listing");
  return {
    outcome: "success",
    exitCode: 0,
    repositoryResticId: resticId,
    snapshots: listing.snapshots,
    summary: { repositoryCreated: false, snapshotCount: listing.snapshots.length },
  };
}

async function create(context: TaskContext): Promise<TaskEnd> {
  context.log.info("There is no repository yet; creating it.");
  context.report(phase("creating"));
  const { end, resticId } = await init(context.run);
  if (end.exitCode !== 0) return endedBadly(end, placeOf(context));
  if (resticId === undefined) return withoutProof(end, "did not name the new repository");
  context.log.info(`Created the repository ${resticId.slice(0, 10)}.`);
  return {
    outcome: "success",
    exitCode: 0,
    repositoryResticId: resticId,
    summary: { repositoryCreated: true, snapshotCount: 0 },
  };
}
