import { sql } from "kysely";
import type * as z from "zod";
import type { Repository } from "#contract/repositories";
import { type RepositoryPlace, repositoryKind } from "#contract/repository-place";
import type { pageQuery } from "#contract/values";
import type { Db } from "../db/database.ts";
import { decodeCursor, encodeCursor } from "../http/cursor.ts";
import { unplanned, viewMaintenance } from "../maintenance/view-maintenance.ts";
import { kitStateOf } from "../recovery/kit-state.ts";
import { openWarnings } from "../repository-warnings/warnings.store.ts";
import { locationOf, placeKey } from "./location.ts";
import { placeOf } from "./open-repository.ts";
import { placeStates } from "./place-state.ts";

/** Names its columns, so that no sealed one is ever read for a reply. */
function repositories(db: Db) {
  return db
    .selectFrom("repository")
    .select((eb) => [
      "id",
      "name",
      "kind",
      "place_json",
      "state",
      "state_reason",
      "restic_id",
      "last_success_at",
      "proven_restore_at",
      "proven_restore_run_id",
      "revision",
      "created_at",
      "updated_at",
      "managed_by",
      "has_maintainer",
      "per_agent",
      "parent_id",
      "agent_id",
      sql<number>`sealed_credentials is not null`.as("has_credentials"),
      eb
        .selectFrom("policy")
        .select(eb.fn.countAll<number>().as("count"))
        .whereRef("policy.repository_id", "=", sql`coalesce(repository.parent_id, repository.id)`)
        .as("policy_count"),
      eb
        .selectFrom("snapshot")
        .select(eb.fn.countAll<number>().as("count"))
        .whereRef("snapshot.repository_id", "=", "repository.id")
        .as("snapshot_count"),
    ]);
}

type ShownRow = Awaited<ReturnType<ReturnType<typeof repositories>["execute"]>>[number];

export async function readRepository(db: Db, id: string): Promise<Repository | undefined> {
  const row = await repositories(db).where("repository.id", "=", id).executeTakeFirst();
  if (row === undefined) return undefined;
  return toRepository(row, await readSeen(db, [row]));
}

export async function findRepositories(db: Db, { limit, cursor }: z.output<typeof pageQuery>) {
  const after = cursor === undefined ? undefined : decodeCursor(cursor, 1)[0];
  const rows = await repositories(db)
    .$if(after !== undefined, (query) => query.where("repository.name", ">", after ?? ""))
    .orderBy("repository.name")
    .limit(limit + 1)
    .execute();
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const seen = await readSeen(db, shown);
  return {
    items: shown.map((row) => toRepository(row, seen)),
    nextCursor: rows.length > limit && last ? encodeCursor([last.name]) : null,
  };
}

export async function repositoryNamed(db: Db, name: string): Promise<string | undefined> {
  const row = await db.selectFrom("repository").select("id").where("name", "=", name).executeTakeFirst();
  return row?.id;
}

/** The repository that is at this place, however the place was spelled. */
export async function repositoryAt(
  db: Db,
  place: RepositoryPlace,
): Promise<{ id: string; name: string } | undefined> {
  const rows = await db.selectFrom("repository").select(["id", "name", "place_json"]).execute();
  const key = placeKey(place);
  return rows.find((row) => placeKey(placeOf(row)) === key);
}

type Seen = Awaited<ReturnType<typeof readSeen>>;

async function readSeen(db: Db, rows: Pick<ShownRow, "id" | "parent_id" | "per_agent">[]) {
  const ids = rows.map(({ id }) => id);
  const places = rows.flatMap(({ parent_id }) => (parent_id === null ? [] : [parent_id]));
  const upkeep = await db
    .selectFrom("repository_upkeep")
    .selectAll()
    .where("repository_id", "in", [...ids, ...places])
    .execute();
  return {
    maintenance: await viewMaintenance(db, ids),
    warnings: await openWarnings(db, ids),
    places: await placeStates(
      db,
      rows.flatMap(({ id, per_agent }) => (per_agent === 1 ? [id] : [])),
    ),
    upkeep: new Map(upkeep.map((row) => [row.repository_id, row])),
  };
}

function toRepository(row: ShownRow, { maintenance, warnings, places, upkeep }: Seen): Repository {
  const place = placeOf(row);
  const open = warnings.get(row.id) ?? [];
  return {
    id: row.id,
    name: row.name,
    ...place,
    kind: repositoryKind.parse(row.kind),
    place,
    location: locationOf(place),
    perAgent: row.per_agent === 1,
    parentId: row.parent_id,
    agentId: row.agent_id,
    revision: row.revision,
    state: row.state as Repository["state"],
    stateReason: row.state_reason,
    resticId: row.restic_id,
    snapshotCount: row.snapshot_count ?? 0,
    policyCount: row.policy_count ?? 0,
    lastSuccessAt: row.last_success_at,
    ...places.get(row.id),
    provenRestoreAt: row.proven_restore_at,
    provenRestoreRunId: row.proven_restore_run_id,
    maintenance: maintenance.get(row.id) ?? unplanned,
    warnings: open,
    frozen: open.find(({ freezes }) => freezes)?.message ?? null,
    // The kit of a place opens what is inside.
    kit: kitStateOf(
      upkeep.get(row.id)?.kit_made_at == null ? upkeep.get(row.parent_id ?? "") : upkeep.get(row.id),
    ),
    hasPassword: true,
    hasCredentials: row.has_credentials === 1,
    hasMaintainer: row.has_maintainer === 1,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    managedBy: row.managed_by,
  };
}
