import type * as z from "zod";
import type { createRestore } from "#contract/snapshots";
import { type RestoreSpec, restoreSpec } from "#contract/task";
import { localAgentId, readAgentRow } from "../agents/agents.store.ts";
import type { Tx } from "../db/database.ts";
import { invalidField } from "../http/errors.ts";
import { enqueueTask } from "../tasks/enqueue-task.ts";
import { snapshotsLike } from "./snapshots.store.ts";

type Wanted = z.output<(typeof createRestore)["body"]>;

/** Queues the restore on the machine that is named, else on the local one. */
export async function enqueueRestore(
  tx: Tx,
  wanted: Wanted,
  now: Date,
): Promise<{ taskId: string; agentId: string; spec: RestoreSpec }> {
  const { repositoryId } = wanted;
  const repository = await tx
    .selectFrom("repository")
    .select("id")
    .where("id", "=", repositoryId)
    .executeTakeFirst();
  if (repository === undefined) throw invalidField("repositoryId", "there is no such repository");
  const snapshotId = await snapshotOf(tx, repositoryId, wanted.snapshotId);
  const agentId = await chooseMachine(tx, wanted.agentId);
  const spec = restoreSpec.parse({ ...wanted, snapshotId });
  const taskId = await enqueueTask(tx, now, {
    kind: "restore",
    agentId,
    repositoryId,
    origin: "manual",
    spec,
  });
  return { taskId, agentId, spec };
}

/** Its full id where the ledger has it. One that the ledger does not know may be there all the same: the machine will see. */
async function snapshotOf(tx: Tx, repositoryId: string, snapshotId: string): Promise<string> {
  const known = await snapshotsLike(tx, snapshotId);
  const [here, ...more] = known.filter((row) => row.repository_id === repositoryId);
  if (more.length > 0)
    throw invalidField("snapshotId", "several snapshots begin like this; give the whole id");
  if (here !== undefined) return here.id;
  if (known.length > 0) throw invalidField("snapshotId", "this snapshot is in another repository");
  return snapshotId;
}

async function chooseMachine(tx: Tx, named: string | undefined): Promise<string> {
  const agentId = named ?? (await localAgentId(tx));
  if (agentId === null) {
    throw invalidField("agentId", "no machine runs here; name the one that shall get the files");
  }
  const agent = await readAgentRow(tx, agentId);
  if (agent?.status !== "active") throw invalidField("agentId", "there is no such machine");
  return agentId;
}
