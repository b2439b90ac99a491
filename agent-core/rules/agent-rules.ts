import { statSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { isAbsolute } from "node:path";
import { parse } from "smol-toml";
import * as z from "zod";
import { taskKind } from "#contract/task";
import { whyNotTrusted } from "./trusted-file.ts";

const path = z.string().refine(isAbsolute, "must be an absolute path");

/** What the administrator of this machine allows, whatever an orchestrator asks for. */
const rulesFile = z.strictObject({
  "allowed-kinds": z.array(taskKind).optional(),
  /** restic's ids, whole or at least their first ten characters. */
  repositories: z
    .array(z.string().regex(/^[0-9a-f]{10,64}$/, "must be restic's id of a repository"))
    .optional(),
  "hook-folder": path.optional(),
  "restore-roots": z.array(path).optional(),
  "restore-over-live-data": z.boolean().default(false),
  "restore-without-asking": z.boolean().default(false),
  "never-read": z.array(path).default([]),
});

export type AgentRules = {
  allowedKinds?: z.infer<typeof taskKind>[] | undefined;
  repositories?: string[] | undefined;
  hookFolder?: string | undefined;
  restoreRoots?: string[] | undefined;
  restoreOverLiveData: boolean;
  /** What an orchestrator elsewhere restores to this machine needs nobody's yes here. */
  restoreWithoutAsking: boolean;
  neverRead: string[];
};

/** Without a file nothing is forbidden, and no script runs. */
const NO_RULES: AgentRules = { restoreOverLiveData: true, restoreWithoutAsking: false, neverRead: [] };

/** Read anew for each task, so that a change counts at once. `refusal`: a file that is there and cannot be relied on allows nothing. */
export async function readRules(file: string): Promise<{ rules: AgentRules } | { refusal: string }> {
  try {
    // As it mostly is; an error that is thrown away would cost more than all the rest.
    if (statSync(file, { throwIfNoEntry: false }) === undefined) return { rules: NO_RULES };
    const text = await readFile(file, "utf8").catch(absent);
    if (text === undefined) return { rules: NO_RULES };
    const distrust = await whyNotTrusted(file);
    if (distrust !== undefined) return { refusal: `The local rules cannot be relied on: ${distrust}.` };
    const known = rulesFile.parse(parse(text));
    return {
      rules: {
        allowedKinds: known["allowed-kinds"],
        repositories: known.repositories,
        hookFolder: known["hook-folder"],
        restoreRoots: known["restore-roots"],
        restoreOverLiveData: known["restore-over-live-data"],
        restoreWithoutAsking: known["restore-without-asking"],
        neverRead: known["never-read"],
      },
    };
  } catch (error) {
    return { refusal: `The local rules in ${file} cannot be read: ${reasonOf(error)}.` };
  }
}

function absent(error: NodeJS.ErrnoException): undefined {
  if (error.code === "ENOENT" || error.code === "ENOTDIR") return undefined;
  throw error;
}

function reasonOf(error: unknown): string {
  if (error instanceof z.ZodError)
    return error.issues.map(({ path: where, message }) => [...where, message].join(": ")).join("; ");
  return error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error);
}
