import * as z from "zod";
import { backendCredentials } from "./backend-credentials.ts";
import { oneLine } from "./one-line.ts";
import { repositoryKind } from "./repository-place.ts";
import { id } from "./values.ts";

/** restic trims what it reads from a pipe, so a password with outer blanks would differ by the way it travels. */
export const repositoryPassword = oneLine(1_024)
  .min(1, "a password is needed")
  .refine((text) => text.trim() === text, "must not begin or end with a blank");

/** What an agent needs to open a repository. Goes to the agent that has the task and nowhere else. */
export const repositoryAccess = z.object({
  id,
  kind: repositoryKind,
  /** What restic calls the repository, without credentials: `/mnt/backup` or `rest:https://nas:8000/anna/`. */
  location: z.string(),
  /** restic's own id of the repository that is meant, once a machine has told it. */
  resticId: z.string().optional(),
  caCertificate: z.string().optional(),
  /** s3 */
  region: z.string().optional(),
  bucketLookup: z.enum(["auto", "path", "dns"]).optional(),
  /** sftp: the keys by which the server is recognised. */
  hostKey: z.string().optional(),
  credentials: z.object({
    ...backendCredentials.omit({ password: true }).shape,
    /** The repository's. */
    password: z.string(),
    /** The server's. */
    backendPassword: z.string().optional(),
  }),
});
export type RepositoryAccess = z.infer<typeof repositoryAccess>;
