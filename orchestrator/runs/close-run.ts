import type { RunReport, SnapshotEntry } from "#contract/outcome";
import type { Tx } from "../db/database.ts";
import type { Row } from "../db/tables.ts";
import { toInstant } from "../ids.ts";
import { noteRepositoryOutcome } from "../repositories/note-outcome.ts";
import { setUpkeep } from "../repositories/upkeep.store.ts";
import { type Listing, recordListing, recordSnapshot } from "../snapshots/ledger.ts";
import { countUpkeep } from "./count-upkeep.ts";
import { noteAssignmentOutcome } from "./note-assignment-outcome.ts";
import { noteProvenRestore } from "./note-proven-restore.ts";
import { warnOfUnusual } from "./unusual.ts";
import { warnOfLocks } from "./warn-of-locks.ts";
import { warnOfTrouble } from "./warn-of-trouble.ts";

type Closing = { reportHash: string; finishedAt: string; now: Date };

/** Run, assignment, repository and snapshot ledger take in how a run ended. */
export async function closeRun(
  tx: Tx,
  begun: Row<"run">,
  report: RunReport,
  { reportHash, finishedAt, now }: Closing,
): Promise<Row<"run">> {
  const run = await tx
    .updateTable("run")
    .set({
      status: report.outcome,
      finished_at: finishedAt,
      exit_code: report.exitCode ?? null,
      failure_json: report.failure === undefined ? null : JSON.stringify(report.failure),
      summary_json: report.summary === undefined ? null : JSON.stringify(report.summary),
      snapshot_id: report.snapshotId ?? null,
      items_json: report.items === undefined ? null : JSON.stringify(report.items),
      item_count: report.itemCount ?? report.items?.length ?? 0,
      report_hash: reportHash,
    })
    .where("id", "=", begun.id)
    .returningAll()
    .executeTakeFirstOrThrow();
  await noteAssignmentOutcome(tx, run, report.outcome, { finishedAt, now });
  await noteRepositoryOutcome(tx, run, report, new Date(finishedAt));
  await enterIntoLedger(tx, run, report, now);
  await noteProvenRestore(tx, run, report, new Date(finishedAt));
  await countUpkeep(tx, run, report);
  await warnOfUnusual(tx, run, report, now);
  await warnOfTrouble(tx, run, report, now);
  await warnOfLocks(tx, run, report, now);
  return run;
}

async function enterIntoLedger(tx: Tx, run: Row<"run">, report: RunReport, now: Date): Promise<void> {
  const spec = await specOf(tx, run);
  // A first contact that lists nothing has found nothing, and made it.
  const isFirst = spec.firstContact === true && report.repositoryResticId !== undefined;
  const hasMade = report.summary?.repositoryCreated === true || (isFirst && report.snapshots === undefined);
  if (hasMade) await setUpkeep(tx, run.repository_id, { listed_at: toInstant(now) });
  if (report.snapshots !== undefined) await recordListing(tx, listingOf(run, report.snapshots, report, now));
  if (run.kind !== "backup" || report.snapshotId === undefined) return;
  await recordSnapshot(tx, {
    repositoryId: run.repository_id,
    agentId: run.agent_id,
    policyId: run.policy_id,
    runId: run.id,
    snapshotId: report.snapshotId,
    startedAt: run.started_at,
    report,
    hostname: spec.host ?? "",
    paths: report.paths ?? spec.include ?? [],
    tags: spec.tags ?? [],
    now,
  });
}

type AskedOf = { include?: string[]; tags?: string[]; host?: string; firstContact?: boolean };

async function specOf(tx: Tx, run: Row<"run">): Promise<AskedOf> {
  const task = await tx
    .selectFrom("task")
    .select("spec_json")
    .where("id", "=", run.task_id)
    .executeTakeFirstOrThrow();
  return JSON.parse(task.spec_json) as AskedOf;
}

function listingOf(run: Row<"run">, entries: SnapshotEntry[], { forgotten }: RunReport, now: Date): Listing {
  return {
    repositoryId: run.repository_id,
    runId: run.id,
    startedAt: run.started_at,
    entries,
    // A machine of an older version prunes without saying what.
    forgotten: forgotten ?? (run.kind === "prune" ? "whatever is gone" : []),
    rewrites: run.kind === "repair",
    now,
  };
}
