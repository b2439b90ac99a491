import * as z from "zod";
import { endpoint } from "./endpoint.ts";
import { repositoryAccess, repositoryPassword } from "./repository.ts";
import { byId, id, instant } from "./values.ts";
import { API } from "./version.ts";

/** What is known of a repository's recovery kit. Stale: password, place or sign-in were changed since it was made. */
export const kitState = z.object({
  madeAt: instant.nullable(),
  /** When the repository was last opened with what stands in the kit. */
  checkedAt: instant.nullable(),
  stale: z.boolean(),
});
export type KitState = z.infer<typeof kitState>;

/** `page` is the same as HTML, made to be printed. */
export const getRecoveryKit = endpoint({
  method: "GET",
  path: `${API}/repositories/:id/recovery-kit`,
  access: "admin",
  summary: "Everything that opens this repository without Holdfast; reading it is written to the audit log",
  params: byId,
  query: z.object({ as: z.enum(["text", "page"]).default("text") }),
  reply: z.string(),
  replyMedia: "text/plain; charset=utf-8",
});

/** A file that a recovery code opens. `sealed` is AES-256-GCM over the gzipped JSON of a `kitContent`, its key scrypt of the code. */
export const kitFile = z.object({
  format: z.literal("holdfast-kit"),
  version: z.literal(1),
  madeAt: instant,
  /** How to open it, for whoever finds it. */
  note: z.string(),
  scrypt: z.object({
    salt: z.string(),
    N: z.int().min(2).max(1_048_576),
    r: z.int().min(1).max(32),
    p: z.int().min(1).max(16),
  }),
  nonce: z.string(),
  sealed: z.string(),
});
export type KitFile = z.infer<typeof kitFile>;

/** All that a new orchestrator needs to be the old one, and all that opens the repositories without any. */
export const kitContent = z.object({
  orchestratorId: z.string(),
  /** Opens the sealed columns of `rows`. */
  masterKey: z.string(),
  repositories: z.array(
    z.object({
      ...{ id, name: z.string(), resticId: z.string().nullable(), access: repositoryAccess },
      /** A place with a repository of its own for each machine; their passwords follow from the key. */
      perAgent: z.boolean().default(false),
    }),
  ),
  /** The steps of the schema that `rows` are of. */
  schema: z.array(z.string()),
  rows: z.record(z.string(), z.array(z.record(z.string(), z.union([z.string(), z.number(), z.null()])))),
});
export type KitContent = z.infer<typeof kitContent>;

export const makeKitFile = endpoint({
  method: "POST",
  path: `${API}/recovery-kit`,
  access: "admin",
  summary:
    "One encrypted file for all repositories and this orchestrator's identity, with the code that opens it, shown once",
  reply: z.object({ fileName: z.string(), recoveryCode: z.string(), file: kitFile }),
  status: 201,
});

export const checkRecoveryKit = endpoint({
  method: "POST",
  path: `${API}/repositories/:id/recovery-kit/check`,
  access: "admin",
  summary:
    "Open the repository with what stands in the kit: the password from the paper, or the file and its code",
  params: byId,
  body: z.union([
    z.strictObject({ password: repositoryPassword }),
    z.strictObject({ file: kitFile, recoveryCode: z.string().min(1).max(100) }),
  ]),
  reply: kitState,
});
