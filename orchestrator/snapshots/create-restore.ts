import type * as z from "zod";
import type { createRestore } from "#contract/snapshots";
import { type RestoreSpec, restoreSpec } from "#contract/task";
import { localAgentId, readAgentRow } from "../agents/agents.store.ts";
import type { Db, Tx } from "../db/database.ts";
import type { Row } from "../db/tables.ts";
import { invalidField } from "../http/errors.ts";
import { enqueueTask } from "../tasks/enqueue-task.ts";
import { snapshotsLike, snapshotsWithin } from "./snapshots.store.ts";

type Wanted = z.output<(typeof createRestore)["body"]>;

/** Queues the restore on the machine that is named, else on the local one. */
export async function enqueueRestore(
  tx: Tx,
  wanted: Wanted,
  now: Date,
): Promise<{ taskId: string; agentId: string; spec: RestoreSpec }> {
  const { agentId, spec, repository } = await readOrder(tx, wanted);
  const taskId = await enqueueTask(tx, now, {
    kind: "restore",
    agentId,
    repositoryId: repository.id,
    origin: "manual",
    spec,
  });
  return { taskId, agentId, spec };
}

/** Who shall do what: the request with the machine chosen, the snapshot's whole id and the repository that holds it. */
export async function readOrder(
  db: Db,
  wanted: Wanted,
): Promise<{ agentId: string; spec: RestoreSpec; repository: Row<"repository"> }> {
  const named = await rowOf(db, wanted.repositoryId);
  const { id: snapshotId, repository_id } = await locate(db, wanted);
  const repository = repository_id === named.id ? named : await rowOf(db, repository_id);
  const agentId = await chooseMachine(db, wanted.agentId);
  return { agentId, spec: restoreSpec.parse({ ...wanted, snapshotId }), repository };
}

async function rowOf(db: Db, id: string): Promise<Row<"repository">> {
  const row = await db.selectFrom("repository").selectAll().where("id", "=", id).executeTakeFirst();
  if (row === undefined) throw invalidField("repositoryId", "there is no such repository");
  return row;
}

/** Its full id where the ledger has it. One that the ledger does not know may be there all the same: the machine will see. */
async function locate(db: Db, { repositoryId, snapshotId }: Wanted) {
  const [found, ...more] = await snapshotsWithin(db, repositoryId, snapshotId);
  if (more.length > 0)
    throw invalidField("snapshotId", "several snapshots begin like this; give the whole id");
  if (found !== undefined) return found;
  if ((await snapshotsLike(db, snapshotId)).length > 0)
    throw invalidField("snapshotId", "this snapshot is in another repository");
  return { id: snapshotId, repository_id: repositoryId };
}

async function chooseMachine(db: Db, named: string | undefined): Promise<string> {
  const agentId = named ?? (await localAgentId(db));
  if (agentId === null) {
    throw invalidField("agentId", "no machine runs here; name the one that shall get the files");
  }
  const agent = await readAgentRow(db, agentId);
  if (agent?.status !== "active") throw invalidField("agentId", "there is no such machine");
  return agentId;
}
