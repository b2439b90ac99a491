import * as z from "zod";
import { endpoint } from "./endpoint.ts";
import { pathTokens } from "./source-path.ts";
import { byId, count } from "./values.ts";
import { API } from "./version.ts";

const folderPath = z.string().min(1).max(4_096);

/** What a machine gets with a question of kind `folders`: the folders in one of its folders, or the places to begin with. */
export const foldersArgs = z.object({
  path: folderPath.optional(),
  limit: z.int().min(1).max(1_000),
  /** The name of the last one that is known. */
  after: z.string().max(4_096).optional(),
});

/**
 * A folder of a machine. `closed`: its local rules say that it is never read. `unnameable`: its name is no text that a policy could
 * hold, so it is saved only with the folder around it. `system`: no files but what the system shows as such.
 */
export const machineFolder = z.object({
  path: z.string(),
  name: z.string(),
  state: z.enum(["open", "closed", "unnameable", "system"]),
  /** Another disk or a share is mounted here; what is counted around it leaves it out. */
  isMount: z.boolean(),
  /** What stands for this place on every machine. */
  token: z.enum(pathTokens).optional(),
  /** Of a whole disk: the bytes in use. */
  usedBytes: z.number().min(0).optional(),
});
export type MachineFolder = z.infer<typeof machineFolder>;

/** The last line: what else is there, and whether the folder was too large to be read to its end. */
export const folderRest = z.object({
  hasMore: z.boolean(),
  otherCount: count,
  isCut: z.boolean(),
});

export const folderLine = z.union([machineFolder, z.object({ rest: folderRest })]);

export const folderSizesArgs = z.object({ paths: z.array(folderPath).min(1).max(200) });

/**
 * How much is in a folder, told again as it grows. `cut`: the time or the number of entries that is allowed was over first, as it is on
 * a drive that does not answer.
 */
export const folderSize = z.object({
  path: z.string(),
  files: count,
  bytes: z.number().min(0),
  state: z.enum(["counting", "whole", "cut", "missing", "closed"]),
  /** Folders and files in it that cannot be read. */
  unreadable: count,
});
export type FolderSize = z.infer<typeof folderSize>;

export const listFolders = endpoint({
  method: "GET",
  path: `${API}/agents/:id/folders`,
  access: "admin",
  summary: "The folders in a folder of a machine, by name; without a path the places to begin with",
  params: byId,
  query: z.object({
    path: folderPath.optional(),
    limit: z.coerce.number().int().min(1).max(1_000).default(200),
    after: z.string().max(4_096).optional(),
  }),
  reply: z.object({ items: z.array(machineFolder), ...folderRest.shape }),
});
export type ListedFolders = z.infer<(typeof listFolders)["reply"]>;

/** NDJSON: one `folderSize` a line, as the machine counts. */
export const countFolders = endpoint({
  method: "POST",
  path: `${API}/agents/:id/folders/sizes`,
  access: "admin",
  summary:
    "Count what is in folders of a machine; the numbers come as lines while it counts, for at most a minute",
  params: byId,
  body: z.strictObject({ paths: folderSizesArgs.shape.paths }),
  reply: folderSize,
  replyMedia: "application/x-ndjson",
});
