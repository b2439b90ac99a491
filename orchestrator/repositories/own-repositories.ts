import type { Db, Tx } from "../db/database.ts";
import type { Row } from "../db/tables.ts";
import { newId, toInstant } from "../ids.ts";
import { copyMaintenance } from "../maintenance/maintenance-plan.ts";
import { noteKitStale } from "../recovery/kit-state.ts";
import type { Seal } from "../secrets/seal.ts";
import { enqueueTask } from "../tasks/enqueue-task.ts";
import { placeWithin } from "./location.ts";
import { placeOf, type SignIns, sealSecrets, secretsOf } from "./open-repository.ts";
import { ownPassword } from "./own-password.ts";

export type Sealing = { tx: Tx; seal: Seal };
export type OwnTask = { taskId: string; agentId: string; policyId: null };
type Repository = Row<"repository">;

/** The repository that a machine works with: its own, where the place holds one for each. */
export async function repositoryFor(db: Db, repositoryId: string, agentId: string): Promise<string> {
  return (await ownOf(db, repositoryId, agentId))?.id ?? repositoryId;
}

/** The same for a machine that is given the place: where it has none of its own yet, it gets one with a password of its own. */
export async function ensureOwnRepository(
  { tx, seal }: Sealing,
  repositoryId: string,
  agentId: string,
  now: Date,
): Promise<string> {
  const place = await rowOf(tx, repositoryId);
  if (place.per_agent !== 1) return repositoryId;
  const known = await ownOf(tx, repositoryId, agentId);
  if (known !== undefined) return known.id;
  const id = newId(now);
  const at = toInstant(now);
  const credentials = signInsWithin(secretsOf(place, seal).credentials, agentId);
  await tx
    .insertInto("repository")
    .values({
      id,
      name: await freeName(tx, place.name, agentId),
      kind: place.kind,
      place_json: JSON.stringify(placeWithin(placeOf(place), agentId)),
      ...sealSecrets(id, { password: ownPassword(seal, repositoryId, agentId), credentials }, seal),
      parent_id: repositoryId,
      agent_id: agentId,
      state: "unknown",
      revision: 1,
      created_at: at,
      updated_at: at,
    })
    .execute();
  await copyMaintenance(tx, repositoryId, id, now);
  return id;
}

/** Brings the repositories inside a place into step with it, and has those looked at that have moved or are signed in to otherwise. */
export async function followPlace(
  { tx, seal }: Sealing,
  place: Repository,
  opensAnew: boolean,
  now: Date,
): Promise<OwnTask[]> {
  const tasks: OwnTask[] = [];
  for (const own of await ownRepositoriesOf(tx, place.id)) {
    const agentId = own.agent_id ?? "";
    const { password } = secretsOf(own, seal);
    const credentials = signInsWithin(secretsOf(place, seal).credentials, agentId);
    await tx
      .updateTable("repository")
      .set({
        name: await freeName(tx, place.name, agentId, own.id),
        place_json: JSON.stringify(placeWithin(placeOf(place), agentId)),
        ...sealSecrets(own.id, { password, credentials }, seal),
        ...(opensAnew && { state: "unknown", state_reason: null }),
        revision: own.revision + 1,
        updated_at: toInstant(now),
      })
      .where("id", "=", own.id)
      .execute();
    await copyMaintenance(tx, place.id, own.id, now);
    if (opensAnew) await noteKitStale(tx, own.id);
    // Where there were snapshots, an empty new repository at a mistyped place would pass for the old one.
    if (opensAnew) tasks.push(await look(tx, own, own.last_success_at === null ? "init" : "snapshots", now));
  }
  return tasks;
}

/** Itself, and those of single machines in it. */
export async function withOwn(db: Db, repositoryId: string): Promise<string[]> {
  const own = await db.selectFrom("repository").select("id").where("parent_id", "=", repositoryId).execute();
  return [repositoryId, ...own.map(({ id }) => id)];
}

export function ownRepositoriesOf(db: Db, placeId: string): Promise<Repository[]> {
  return db.selectFrom("repository").selectAll().where("parent_id", "=", placeId).orderBy("name").execute();
}

async function look(tx: Tx, own: Repository, kind: "init" | "snapshots", now: Date): Promise<OwnTask> {
  const agentId = own.agent_id ?? "";
  const taskId = await enqueueTask(tx, now, {
    kind,
    agentId,
    repositoryId: own.id,
    origin: "manual",
    spec: {},
  });
  return { taskId, agentId, policyId: null };
}

/** The same sign-in; where the machine that prunes goes another way, it leads into the machine's own repository too. */
function signInsWithin({ writer, maintainer }: SignIns, agentId: string): SignIns {
  const url = maintainer?.url;
  return {
    ...(writer && { writer }),
    ...(maintainer && {
      maintainer: {
        ...maintainer,
        ...(url !== undefined && { url: `${url.replace(/\/+$/, "")}/${agentId}/` }),
      },
    }),
  };
}

function ownOf(db: Db, placeId: string, agentId: string) {
  return db
    .selectFrom("repository")
    .select("id")
    .where("parent_id", "=", placeId)
    .where("agent_id", "=", agentId)
    .executeTakeFirst();
}

function rowOf(tx: Tx, id: string): Promise<Repository> {
  return tx.selectFrom("repository").selectAll().where("id", "=", id).executeTakeFirstOrThrow();
}

/** Two machines may bear one name. */
async function freeName(tx: Tx, placeName: string, agentId: string, ownId = ""): Promise<string> {
  const { hostname } = await tx
    .selectFrom("agent")
    .select("hostname")
    .where("id", "=", agentId)
    .executeTakeFirstOrThrow();
  const name = `${placeName} – ${hostname}`;
  const taken = await tx
    .selectFrom("repository")
    .select("id")
    .where("name", "=", name)
    .where("id", "!=", ownId)
    .executeTakeFirst();
  return taken === undefined ? name : `${name} (${agentId.slice(-6)})`;
}
