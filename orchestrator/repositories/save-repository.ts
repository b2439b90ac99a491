import type { RepositoryInput, RepositoryUpdate } from "#contract/repositories";
import type { RepositoryPlace } from "#contract/repository-place";
import { localAgentId } from "../agents/agents.store.ts";
import type { Tx } from "../db/database.ts";
import type { Row } from "../db/tables.ts";
import { DomainError, invalidField } from "../http/errors.ts";
import { newId, toInstant } from "../ids.ts";
import { assertCopyTarget } from "../maintenance/copy-target.ts";
import { saveMaintenance } from "../maintenance/maintenance-plan.ts";
import { noteKitStale } from "../recovery/kit-state.ts";
import { enqueueTask } from "../tasks/enqueue-task.ts";
import { refuseManaged } from "../upstream/managed.ts";
import { changedSecrets } from "./changed-secrets.ts";
import { placeFrom, signInsFrom } from "./check-repository.ts";
import { changedSignIns, placeOf, sealSecrets } from "./open-repository.ts";
import { followPlace, ownRepositoriesOf, type Sealing } from "./own-repositories.ts";
import { repositoryAt, repositoryNamed } from "./repositories.store.ts";
import { repositoryRow } from "./repository-row.ts";
import { replacesProven } from "./try-password.ts";

/** The tasks of the machines that look at the place. */
export type Saved = { id: string; tasks: { taskId: string; agentId: string }[] };

const PER_AGENT_BY_DEFAULT = new Set<string>(["rest-server", "s3", "sftp"]);

export async function createRepository(
  { tx, seal }: Sealing,
  input: RepositoryInput,
  isFleet: boolean,
  now: Date,
): Promise<Saved> {
  const perAgent = input.perAgent ?? (isFleet && PER_AGENT_BY_DEFAULT.has(input.kind));
  const place = placeFrom(input);
  await assertFree(tx, input.name, place, undefined);
  const id = newId(now);
  const at = toInstant(now);
  await tx
    .insertInto("repository")
    .values({
      id,
      name: input.name,
      kind: input.kind,
      place_json: JSON.stringify(place),
      ...sealSecrets(
        id,
        { password: input.password, credentials: changedSignIns({}, signInsFrom(input)) },
        seal,
      ),
      state: "unknown",
      per_agent: perAgent ? 1 : 0,
      revision: 1,
      created_at: at,
      updated_at: at,
    })
    .execute();
  const maintenance = input.maintenance ?? {};
  await assertCopyTarget({ tx, seal }, id, maintenance);
  await saveMaintenance(tx, id, maintenance, now);
  return { id, tasks: perAgent ? [] : await enqueueLook(tx, id, "init", now) };
}

export function changedMeanwhile(): DomainError {
  return new DomainError(
    "changed-meanwhile",
    "This repository was changed since you opened it. Load it again, then repeat your change.",
  );
}

/**
 * `revision` is the one that the caller has read, `triedFor` the one that a new password was tried for; another one means that somebody
 * changed the repository in between.
 */
export async function replaceRepository(
  { tx, seal }: Sealing,
  id: string,
  input: RepositoryUpdate,
  { revision, triedFor }: { revision: number | undefined; triedFor: number | undefined },
  now: Date,
): Promise<Saved> {
  const known = await repositoryRow(tx, id);
  refuseManaged("repository", known.managed_by);
  const isOutdated = revision !== undefined && revision !== known.revision;
  if (isOutdated || (triedFor !== known.revision && replacesProven(known, input, seal))) {
    throw changedMeanwhile();
  }
  const place = placeFrom(input);
  await assertFree(tx, input.name, place, id);
  const { before, after } = changedSecrets(known, input, seal);
  const perAgent = input.perAgent ?? known.per_agent === 1;
  await assertSameUse(tx, known, perAgent);
  const opensAnew = JSON.stringify([place, after]) !== JSON.stringify([placeOf(known), before]);
  await tx
    .updateTable("repository")
    .set({
      name: input.name,
      kind: input.kind,
      place_json: JSON.stringify(place),
      ...sealSecrets(id, after, seal),
      per_agent: perAgent ? 1 : 0,
      ...(opensAnew && { state: "unknown", state_reason: null }),
      revision: known.revision + 1,
      updated_at: toInstant(now),
    })
    .where("id", "=", id)
    .execute();
  if (input.maintenance !== undefined) {
    await assertCopyTarget({ tx, seal }, id, input.maintenance);
    await saveMaintenance(tx, id, input.maintenance, now);
  }
  if (opensAnew) await noteKitStale(tx, id);
  if (perAgent) {
    const changed = await tx
      .selectFrom("repository")
      .selectAll()
      .where("id", "=", id)
      .executeTakeFirstOrThrow();
    return { id, tasks: await followPlace({ tx, seal }, changed, opensAnew, now) };
  }
  if (!opensAnew) return { id, tasks: [] };
  // Where there were snapshots, an empty new repository at a mistyped place would pass for the old one.
  return { id, tasks: await enqueueLook(tx, id, known.last_success_at === null ? "init" : "snapshots", now) };
}

const fieldOfPlace = {
  fs: "path",
  "rest-server": "url",
  s3: "bucket",
  sftp: "path",
  other: "location",
} as const satisfies Record<RepositoryPlace["kind"], string>;

async function assertFree(tx: Tx, name: string, place: RepositoryPlace, id: string | undefined) {
  const namesake = await repositoryNamed(tx, name);
  if (namesake !== undefined && namesake !== id) {
    throw new DomainError("name-taken", `Another repository is called “${name}” already.`, {
      fields: [{ path: "name", message: "is taken" }],
    });
  }
  const neighbour = await repositoryAt(tx, place);
  if (neighbour !== undefined && neighbour.id !== id) {
    throw invalidField(
      fieldOfPlace[place.kind],
      `the repository “${neighbour.name}” is at this place already; use that one`,
    );
  }
}

/** Snapshots would be left behind where nobody looks for them. */
async function assertSameUse(tx: Tx, known: Row<"repository">, perAgent: boolean): Promise<void> {
  if (known.parent_id !== null)
    throw new DomainError(
      "wrong-state",
      "This repository belongs to one machine. Change the place that it is in.",
    );
  if (perAgent === (known.per_agent === 1)) return;
  const isUsed = known.last_success_at !== null || (await ownRepositoriesOf(tx, known.id)).length > 0;
  if (isUsed)
    throw invalidField(
      "perAgent",
      "cannot be changed once machines have backed up there; add another repository",
    );
}

async function enqueueLook(tx: Tx, repositoryId: string, kind: "init" | "snapshots", now: Date) {
  const agentId = await localAgentId(tx);
  if (agentId === null) return [];
  const taskId = await enqueueTask(tx, now, { kind, agentId, repositoryId, origin: "manual", spec: {} });
  return [{ taskId, agentId }];
}
