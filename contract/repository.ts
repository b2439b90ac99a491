import * as z from "zod";
import { id } from "./values.ts";

export const repositoryKind = z.enum(["fs", "rest-server"]);

/** restic trims what it reads from a pipe, so a password with outer blanks would differ by the way it travels. */
export const repositoryPassword = z
  .string()
  .min(1, "a password is needed")
  .max(1_024)
  .refine((text) => text.trim() === text, "must not begin or end with a blank")
  .refine((text) => !hasControlCharacter(text), "must be one line");

export const backendCredentials = z.strictObject({
  username: z.string().max(255).optional(),
  password: z.string().max(1_024).optional(),
});
export type BackendCredentials = z.infer<typeof backendCredentials>;

/** What an agent needs to open a repository. Goes to the agent that has the task and nowhere else. */
export const repositoryAccess = z.object({
  id,
  kind: repositoryKind,
  /** What restic calls the repository, without credentials: `/mnt/backup` or `rest:https://nas:8000/anna/`. */
  location: z.string(),
  /** restic's own id of the repository that is meant, once a machine has told it. */
  resticId: z.string().optional(),
  caCertificate: z.string().optional(),
  credentials: z.object({
    password: z.string(),
    username: z.string().optional(),
    backendPassword: z.string().optional(),
  }),
});
export type RepositoryAccess = z.infer<typeof repositoryAccess>;

function hasControlCharacter(text: string): boolean {
  return [...text].some((character) => character < " " || character === "\u007f");
}
