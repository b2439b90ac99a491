import type { DrillSpec } from "#contract/drill";
import type { CheckSpec, DeletionGuard, PruneSpec, RepairSpec, UnlockSpec } from "#contract/maintenance";
import { type RepairStep, repairStep } from "#contract/repair";
import type { Db, Tx } from "../db/database.ts";
import { readUpkeep } from "../repositories/upkeep.store.ts";
import { freezeOf } from "../repository-warnings/warnings.store.ts";
import type { TaskRow } from "../tasks/tasks.store.ts";
import { drillSpecOf } from "./drill-spec.ts";
import { prunesOf } from "./prune-policies.ts";

/** After so many checks every byte was read once. */
const READ_PARTS = 30;
const LOCK_WAIT_SECONDS = 300;
/** Two nights: a new policy is thinned from its first one on, an old one that was never pruned still needs a person's yes. */
const YOUNG_SECONDS = 172_800;
/** A person confirms what he sees: a day later, or by another rule, it is something else that would go. */
const CONFIRMED_MS = 86_400_000;
const GUARD = {
  mostRemovedShare: 0.3,
  fewestLeft: 3,
  retentionSettlesAfterSeconds: 86_400,
  mostClockOffsetMs: 300_000,
} satisfies Partial<DeletionGuard>;

/** What the maintenance machine gets to do, made from what is known at the moment of the offer. */
export async function maintenanceSpec(
  tx: Tx,
  task: TaskRow,
): Promise<CheckSpec | DrillSpec | PruneSpec | UnlockSpec | RepairSpec | undefined> {
  const at = confirmedAt(task) ?? "";
  const confirmed = at !== "" && Date.parse(task.offered_at ?? at) - Date.parse(at) < CONFIRMED_MS;
  switch (task.kind) {
    case "check":
      return checkSpecOf(tx, task);
    case "drill":
      return drillSpecOf(tx, task);
    case "prune": {
      const policies = await prunesOf(tx, task.repository_id);
      return {
        policies,
        ...(await ledgerOf(tx, task.repository_id)),
        guard: {
          ...GUARD,
          confirmed: confirmed && !policies.some(({ retentionChangedAt = "" }) => retentionChangedAt > at),
          youngSeconds: task.origin === "schedule" ? YOUNG_SECONDS : 0,
          ...(await clockOf(tx, task.agent_id)),
        },
        lockWaitSeconds: LOCK_WAIT_SECONDS,
      };
    }
    case "repair":
      return { repair: repairOf(task), confirmed, lockWaitSeconds: LOCK_WAIT_SECONDS };
    case "unlock":
      return { otherHostnames: await otherHostnames(tx, task.agent_id), confirmed };
    default:
      return undefined;
  }
}

/** So much of an id tells one snapshot from all others, also from one that somebody makes to look like it. */
const ID_BEGINNING = 16;

/** What the repository must still be like when something is forgotten. */
async function ledgerOf(tx: Tx, repositoryId: string) {
  const frozen = await freezeOf(tx, repositoryId);
  if (frozen !== undefined) return { frozen };
  const upkeep = await readUpkeep(tx, repositoryId);
  if (upkeep?.listed_at == null) return {};
  const rows = await tx
    .selectFrom("snapshot")
    .select(["id", "doubt"])
    .where("repository_id", "=", repositoryId)
    .execute();
  return {
    knownSnapshots: rows.map(beginningOf),
    doubtedSnapshots: rows.filter(({ doubt }) => doubt !== null).map(beginningOf),
  };
}

/** The snapshots that may take a place in a rule; undefined before the first listing, which takes in what is there. */
export async function vouchedSnapshots(db: Db, repositoryId: string): Promise<string[] | undefined> {
  if ((await readUpkeep(db, repositoryId))?.listed_at == null) return undefined;
  const rows = await db
    .selectFrom("snapshot")
    .select("id")
    .where("repository_id", "=", repositoryId)
    .where("doubt", "is", null)
    .execute();
  return rows.map(beginningOf);
}

const beginningOf = ({ id }: { id: string }) => id.slice(0, ID_BEGINNING);

/** When a person said yes. The stored task knows it; an offered one holds its whole spec. */
export function confirmedAt(task: TaskRow): string | undefined {
  const stored = JSON.parse(task.spec_json) as {
    confirm?: boolean;
    confirmed?: boolean;
    guard?: DeletionGuard;
    confirmedAt?: string;
  };
  const isConfirmed = stored.confirm ?? stored.confirmed ?? stored.guard?.confirmed ?? false;
  return isConfirmed ? (stored.confirmedAt ?? task.created_at) : undefined;
}

function repairOf(task: TaskRow): RepairStep {
  return repairStep.parse((JSON.parse(task.spec_json) as { repair?: unknown }).repair);
}

async function checkSpecOf(tx: Tx, task: TaskRow): Promise<CheckSpec> {
  const done = (await readUpkeep(tx, task.repository_id))?.good_checks ?? 0;
  return {
    readData: { part: (done % READ_PARTS) + 1, of: READ_PARTS },
    lockWaitSeconds: LOCK_WAIT_SECONDS,
  };
}

async function clockOf(tx: Tx, agentId: string) {
  const row = await tx
    .selectFrom("agent")
    .select("clock_offset_ms")
    .where("id", "=", agentId)
    .executeTakeFirst();
  return row?.clock_offset_ms == null ? {} : { clockOffsetMs: row.clock_offset_ms };
}

/** By the name that restic writes into a lock: the machine's own. */
export async function otherHostnames(tx: Tx, agentId: string): Promise<string[]> {
  const rows = await tx
    .selectFrom("agent")
    .select("hostname")
    .distinct()
    .where("id", "!=", agentId)
    .where("status", "=", "active")
    .execute();
  return rows.map(({ hostname }) => hostname);
}
