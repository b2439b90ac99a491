import * as z from "zod";
import { endpoint } from "./endpoint.ts";
import { maintenance, maintenanceInput } from "./maintenance.ts";
import { probeStep } from "./questions.ts";
import { backendCredentials, repositoryPassword } from "./repository.ts";
import { repositoryWarning } from "./repository-warnings.ts";
import { byId, count, id, instant, nothing, page, pageQuery } from "./values.ts";
import { API } from "./version.ts";

export const repositoryName = z.string().trim().min(1, "a name is needed").max(100);

const fsPath = z
  .string()
  .max(4_096)
  .regex(/^(\/|[A-Za-z]:[\\/]|\\\\)/, "must be an absolute path")
  .refine((path) => !/[\0\r\n]/.test(path), "must be one line");

const restUrl = z
  .url({ protocol: /^https?$/, error: "must be a URL like https://nas:8000/anna/" })
  .max(2_000)
  .refine(
    (text) => !hasUserInfo(text),
    "must not hold a user name or password; they have fields of their own",
  );

const common = {
  name: repositoryName,
  /** A repository of its own for each machine. Not offered yet: anything but false is refused. */
  perAgent: z.literal(false, "one repository per machine is not possible yet").default(false),
  /** Left out of a new repository: pruned daily and checked weekly by the local machine. Left out of a change: as it was. */
  maintenance: maintenanceInput.optional(),
};

const fsFields = { kind: z.literal("fs"), path: fsPath };
const restFields = {
  kind: z.literal("rest-server"),
  url: restUrl,
  username: z.string().max(255).optional(),
  caCertificate: z.string().max(20_000).includes("BEGIN CERTIFICATE").optional(),
};

/** Where a repository is, without secrets. */
export const repositoryPlace = z.discriminatedUnion("kind", [z.object(fsFields), z.object(restFields)]);
export type RepositoryPlace = z.infer<typeof repositoryPlace>;

const secretsOfNew = { password: repositoryPassword, credentials: backendCredentials.optional() };
const secretsOfKnown = {
  password: repositoryPassword.optional(),
  credentials: backendCredentials.optional(),
};

export const repositoryInput = z.discriminatedUnion("kind", [
  z.strictObject({ ...common, ...fsFields, ...secretsOfNew }),
  z.strictObject({ ...common, ...restFields, ...secretsOfNew }),
]);
export type RepositoryInput = z.infer<typeof repositoryInput>;

/** Secrets that are left out stay as they are. */
export const repositoryUpdate = z.discriminatedUnion("kind", [
  z.strictObject({ ...common, ...fsFields, ...secretsOfKnown }),
  z.strictObject({ ...common, ...restFields, ...secretsOfKnown }),
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

export const repository = z.object({
  id,
  name: z.string(),
  kind: z.string(),
  place: repositoryPlace,
  /** The place as restic writes it. */
  location: z.string(),
  perAgent: z.boolean(),
  revision: count,
  state: repositoryState,
  /** Why the state is what it is; a sentence. */
  stateReason: z.string().nullable(),
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
  frozen: z.string().nullable(),
  hasPassword: z.boolean(),
  hasCredentials: z.boolean(),
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
  summary: "Change a repository; secrets that are left out stay",
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
  body: z.strictObject({ agentId: id.optional() }).default({}),
  reply: probeReply,
});

export const getRecoveryKit = endpoint({
  method: "GET",
  path: `${API}/repositories/:id/recovery-kit`,
  access: "admin",
  summary: "Everything that opens this repository without Holdfast; reading it is written to the audit log",
  params: byId,
  reply: z.string(),
  replyMedia: "text/plain; charset=utf-8",
});

function hasUserInfo(text: string): boolean {
  return /^[a-z]+:\/\/[^/]*@/i.test(text);
}
