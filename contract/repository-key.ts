import * as z from "zod";

/** One of the passwords that open a repository: who added it, when and on which machine, as restic wrote it down. */
export const repositoryKey = z.object({
  id: z.string(),
  hostname: z.string(),
  username: z.string(),
  /** The clock and the time zone of that machine. */
  created: z.string(),
  /** The one that this repository is opened with here. */
  isOurs: z.boolean(),
});
export type RepositoryKey = z.infer<typeof repositoryKey>;
