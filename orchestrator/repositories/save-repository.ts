import {
  type RepositoryInput,
  type RepositoryPlace,
  type RepositoryUpdate,
  repositoryPlace,
} from "#contract/repositories";
import type { BackendCredentials } from "#contract/repository";
import { localAgentId } from "../agents/agents.store.ts";
import type { Tx } from "../db/database.ts";
import { DomainError, invalidField, notFound } from "../http/errors.ts";
import { newId, toInstant } from "../ids.ts";
import { saveMaintenance } from "../maintenance/maintenance-plan.ts";
import type { Seal } from "../secrets/seal.ts";
import { enqueueTask } from "../tasks/enqueue-task.ts";
import { refuseManaged } from "../upstream/managed.ts";
import { placeOf, sealSecrets, secretsOf } from "./open-repository.ts";
import { repositoryAt, repositoryNamed } from "./repositories.store.ts";

/** The task that the local machine got to look at the place, if there is a local machine. */
export type Saved = { id: string; task: { taskId: string; agentId: string } | undefined };

export async function createRepository(
  tx: Tx,
  seal: Seal,
  input: RepositoryInput,
  now: Date,
): Promise<Saved> {
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
      ...sealSecrets(id, { password: input.password, credentials: credentialsFrom(input) }, seal),
      state: "unknown",
      revision: 1,
      created_at: at,
      updated_at: at,
    })
    .execute();
  await saveMaintenance(tx, id, input.maintenance ?? {}, now);
  return { id, task: await enqueueLook(tx, id, "init", now) };
}

/** `revision` is the one that the caller has read; another one means that somebody changed the repository in between. */
export async function replaceRepository(
  tx: Tx,
  seal: Seal,
  id: string,
  input: RepositoryUpdate,
  revision: number | undefined,
  now: Date,
): Promise<Saved> {
  const known = await tx.selectFrom("repository").selectAll().where("id", "=", id).executeTakeFirst();
  if (known === undefined) throw notFound("repository");
  refuseManaged("repository", known.managed_by);
  if (revision !== undefined && revision !== known.revision) {
    throw new DomainError(
      "changed-meanwhile",
      "This repository was changed since you opened it. Load it again, then repeat your change.",
    );
  }
  const place = placeFrom(input);
  await assertFree(tx, input.name, place, id);
  const before = secretsOf(known, seal);
  const kept = place.kind === "fs" ? undefined : before.credentials;
  const after = {
    password: input.password ?? before.password,
    credentials: input.credentials === undefined ? kept : credentialsFrom(input),
  };
  const opensAnew = JSON.stringify([place, after]) !== JSON.stringify([placeOf(known), before]);
  await tx
    .updateTable("repository")
    .set({
      name: input.name,
      kind: input.kind,
      place_json: JSON.stringify(place),
      ...sealSecrets(id, after, seal),
      ...(opensAnew && { state: "unknown", state_reason: null }),
      revision: known.revision + 1,
      updated_at: toInstant(now),
    })
    .where("id", "=", id)
    .execute();
  if (input.maintenance !== undefined) await saveMaintenance(tx, id, input.maintenance, now);
  if (!opensAnew) return { id, task: undefined };
  // Where there were snapshots, an empty new repository at a mistyped place would pass for the old one.
  return { id, task: await enqueueLook(tx, id, known.last_success_at === null ? "init" : "snapshots", now) };
}

/** Fields that the schema alone cannot judge. */
export function placeFrom(input: RepositoryInput | RepositoryUpdate): RepositoryPlace {
  if (input.kind === "fs" && credentialsFrom(input) !== undefined) {
    throw invalidField("credentials", "a folder needs none; they are for servers");
  }
  if (input.kind === "rest-server" && /[?#]/.test(input.url)) {
    throw invalidField("url", "must end with the path, without ? or #");
  }
  return repositoryPlace.parse(input);
}

export function credentialsFrom({
  credentials,
}: RepositoryInput | RepositoryUpdate): BackendCredentials | undefined {
  const isEmpty = credentials?.username === undefined && credentials?.password === undefined;
  return isEmpty ? undefined : credentials;
}

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
      place.kind === "fs" ? "path" : "url",
      `the repository “${neighbour.name}” is at this place already; use that one`,
    );
  }
}

async function enqueueLook(tx: Tx, repositoryId: string, kind: "init" | "snapshots", now: Date) {
  const agentId = await localAgentId(tx);
  if (agentId === null) return undefined;
  const taskId = await enqueueTask(tx, now, { kind, agentId, repositoryId, origin: "manual", spec: {} });
  return { taskId, agentId };
}
