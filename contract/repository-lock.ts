import * as z from "zod";
import { count } from "./values.ts";

/** A lock as restic wrote it, and whether this machine knows that its owner is gone. */
export const repositoryLock = z.object({
  id: z.string(),
  time: z.string(),
  exclusive: z.boolean(),
  hostname: z.string(),
  username: z.string(),
  pid: count,
  ageSeconds: z.number().min(0),
  owner: z.enum(["this-machine-alive", "this-machine-gone", "another-machine"]),
});
export type RepositoryLock = z.infer<typeof repositoryLock>;
