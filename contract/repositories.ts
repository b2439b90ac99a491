import * as z from "zod";
import { credentialsInput } from "./backend-credentials.ts";
import { endpoint } from "./endpoint.ts";
import { maintenance, maintenanceInput } from "./maintenance.ts";
import { probeStep } from "./questions.ts";
import { kitState } from "./recovery.ts";
import { repositoryPassword } from "./repository.ts";
import {
  fsFields,
  otherFields,
  repositoryKind,
  repositoryPlace,
  restFields,
  s3Fields,
  sftpFields,
} from "./repository-place.ts";
import { repositoryWarning } from "./repository-warnings.ts";
import { byId, count, id, instant, nothing, page, pageQuery } from "./values.ts";
import { API } from "./version.ts";
import { told } from "./words/told.ts";

export const repositoryName = z.string().trim().min(1, "a name is needed").max(100);

const common = {
  name: repositoryName,
  /**
   * A repository of its own for each machine inside this place, with a password of its own. Left out of a new repository: yes for
   * servers where other machines are looked after, else no. Left out of a change: as it was.
   */
  perAgent: z.boolean().optional(),
  /** Left out of a new repository: pruned daily and checked weekly by the local machine. Left out of a change: as it was. */
  maintenance: maintenanceInput.optional(),
};

const secretsOfNew = { password: repositoryPassword, credentials: credentialsInput.optional() };
const secretsOfKnown = {
  password: repositoryPassword.optional(),
  credentials: credentialsInput.optional(),
};

export const repositoryInput = z.discriminatedUnion("kind", [
  z.strictObject({ ...common, ...fsFields, ...secretsOfNew }),
  z.strictObject({ ...common, ...restFields, ...secretsOfNew }),
  z.strictObject({ ...common, ...s3Fields, ...secretsOfNew }),
  z.strictObject({ ...common, ...sftpFields, ...secretsOfNew }),
  z.strictObject({ ...common, ...otherFields, ...secretsOfNew }),
]);
export type RepositoryInput = z.infer<typeof repositoryInput>;

/** Secrets that are left out stay as they are. */
export const repositoryUpdate = z.discriminatedUnion("kind", [
  z.strictObject({ ...common, ...fsFields, ...secretsOfKnown }),
  z.strictObject({ ...common, ...restFields, ...secretsOfKnown }),
  z.strictObject({ ...common, ...s3Fields, ...secretsOfKnown }),
  z.strictObject({ ...common, ...sftpFields, ...secretsOfKnown }),
  z.strictObject({ ...common, ...otherFields, ...secretsOfKnown }),
]);
export type RepositoryUpdate = z.infer<typeof repositoryUpdate>;

export const repositoryState = z.enum([
  "unknown",
  "ready",
  "unreachable",
  "missing",
  "damaged",
  "locked-out",
]);

/** Those of its place also stand beside it, under the names by which they were given. */
const placeFields = z
  .object({ ...restFields, ...s3Fields, ...sftpFields, path: z.string() })
  .omit({ kind: true })
  .partial().shape;

export const repository = z.object({
  id,
  name: z.string(),
  kind: repositoryKind,
  place: repositoryPlace,
  ...placeFields,
  /** The place as restic writes it. */
  location: z.string(),
  perAgent: z.boolean(),
  /** Of a machine's own repository: the place that it is in, and the machine. Policies name the place. */
  parentId: id.nullable(),
  agentId: id.nullable(),
  revision: count,
  state: repositoryState,
  /** Why the state is what it is; a sentence. */
  stateReason: told.nullable(),
  resticId: z.string().nullable(),
  snapshotCount: count,
  policyCount: count,
  lastSuccessAt: instant.nullable(),
  /** When files of it last came back and were found whole: by a drill, or by a restore that was asked to verify. */
  provenRestoreAt: instant.nullable(),
  provenRestoreRunId: id.nullable(),
  maintenance,
  /** What is odd about it and nobody has acknowledged; what freezes retention first. */
  warnings: z.array(repositoryWarning),
  /** Why nothing is forgotten there now. */
  frozen: told.nullable(),
  kit: kitState,
  hasPassword: z.boolean(),
  hasCredentials: z.boolean(),
  /** The machine that prunes signs in otherwise than those that back up. */
  hasMaintainer: z.boolean(),
  createdAt: instant,
  updatedAt: instant,
  managedBy: z.string().nullable(),
});
export type Repository = z.infer<typeof repository>;

export const listRepositories = endpoint({
  method: "GET",
  path: `${API}/repositories`,
  access: "viewer",
  summary: "All repositories by name",
  query: pageQuery,
  reply: page(repository),
});

export const createRepository = endpoint({
  method: "POST",
  path: `${API}/repositories`,
  access: "admin",
  summary: "Add a repository; the local machine then opens it, or creates it where there is none",
  body: repositoryInput,
  reply: repository,
  status: 201,
});

export const getRepository = endpoint({
  method: "GET",
  path: `${API}/repositories/:id`,
  access: "viewer",
  summary: "One repository, never with its secrets",
  params: byId,
  reply: repository,
});

export const replaceRepository = endpoint({
  method: "PUT",
  path: `${API}/repositories/:id`,
  access: "admin",
  summary:
    "Change a repository; secrets that are left out stay, and a new password is tried before it replaces one that has opened it",
  params: byId,
  body: repositoryUpdate,
  reply: repository,
});

export const deleteRepository = endpoint({
  method: "DELETE",
  path: `${API}/repositories/:id`,
  access: "admin",
  summary: "Forget about a repository that no policy uses; its data stays where it is",
  params: byId,
  reply: nothing,
  status: 204,
});

const probeReply = z.object({ ok: z.boolean(), hostname: z.string(), steps: z.array(probeStep) });
export type ProbeReply = z.infer<typeof probeReply>;

export const testNewRepository = endpoint({
  method: "POST",
  path: `${API}/repositories/test`,
  access: "admin",
  summary: "Try a repository before it is saved, from the local machine",
  body: repositoryInput,
  reply: probeReply,
});

export const testRepository = endpoint({
  method: "POST",
  path: `${API}/repositories/:id/test`,
  access: "admin",
  summary: "Try a saved repository, from the machine that is named or the local one",
  params: byId,
  /** The maintainer's sign-in is tried from the machine that maintains the repository, and from no other. */
  body: z
    .strictObject({ agentId: id.optional(), credential: z.enum(["writer", "maintainer"]).optional() })
    .default({}),
  reply: probeReply,
});
