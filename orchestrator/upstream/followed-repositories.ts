import type { RepositoryAccess } from "#contract/repository";
import { type RepositoryPlace, repositoryPlace } from "#contract/repository-place";
import { parseResticLocation } from "#contract/restic-location";
import type { Tx } from "../db/database.ts";
import { toInstant } from "../ids.ts";
import { accessPlace, sealSecrets } from "../repositories/open-repository.ts";
import type { Seal } from "../secrets/seal.ts";
import { freeName } from "./free-name.ts";
import { assertManaged } from "./managed.ts";

type Deps = { tx: Tx; seal: Seal; now: Date };
type Given = RepositoryAccess & { name?: string; place?: RepositoryPlace | undefined };

/** The sealed copy of a repository that a followed orchestrator manages. */
export async function keepRepository(
  { tx, seal, now }: Deps,
  { name, place, ...access }: Given,
  managedBy: string,
): Promise<void> {
  const { id } = access;
  const known = await tx.selectFrom("repository").selectAll().where("id", "=", id).executeTakeFirst();
  if (known !== undefined) assertManaged("repository", known);
  if (known !== undefined && known.sealed_access !== null && name === undefined) return;
  const opened = known?.sealed_access == null ? undefined : seal.open(known.sealed_access, accessPlace(id));
  const columns = {
    name: await freeName(tx, "repository", { id, name: name ?? access.location.slice(0, 100) }, managedBy),
    kind: access.kind,
    place_json: JSON.stringify(place ?? placeFrom(access)),
    managed_by: managedBy,
  };
  const isSame = opened === JSON.stringify(access);
  const sealed = isSame
    ? {}
    : {
        sealed_access: seal.seal(JSON.stringify(access), accessPlace(id)),
        ...sealSecrets(id, { password: access.credentials.password, credentials: {} }, seal),
      };
  if (known === undefined) {
    await tx
      .insertInto("repository")
      .values({
        id,
        ...columns,
        sealed_access: null,
        ...sealSecrets(id, { password: access.credentials.password, credentials: {} }, seal),
        ...sealed,
        state: "unknown",
        revision: 1,
        created_at: toInstant(now),
        updated_at: toInstant(now),
      })
      .execute();
    return;
  }
  const isChanged = !isSame || known.name !== columns.name || known.place_json !== columns.place_json;
  if (!isChanged && known.managed_by === managedBy) return;
  await tx
    .updateTable("repository")
    .set({ ...columns, ...sealed, revision: known.revision + 1, updated_at: toInstant(now) })
    .where("id", "=", id)
    .execute();
}

/** Those that no followed policy uses any more; one that a task still works on goes later. */
export async function removeRepositories(tx: Tx, kept: string[]): Promise<void> {
  await tx
    .deleteFrom("repository")
    .where("managed_by", "is not", null)
    .where("id", "not in", [...kept, ""])
    .where("id", "not in", tx.selectFrom("policy").select("repository_id"))
    .where("id", "not in", tx.selectFrom("task").select("repository_id").where("finished_at", "is", null))
    .execute();
}

function placeFrom({
  kind,
  location,
  caCertificate,
  hostKey,
  region,
  bucketLookup,
}: RepositoryAccess): RepositoryPlace {
  if (kind === "fs") return repositoryPlace.parse({ kind, path: location });
  const parsed = parseResticLocation(location);
  if ("problem" in parsed) throw new Error(parsed.problem);
  return repositoryPlace.parse({ ...parsed.place, caCertificate, hostKey, region, bucketLookup });
}
