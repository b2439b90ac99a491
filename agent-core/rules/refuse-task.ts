import { readdir } from "node:fs/promises";
import { homedir } from "node:os";
import type { RestoreSpec, TaskKind } from "#contract/task";
import { holdsPath } from "../facts/disk-of.ts";
import { driveAnswers } from "../facts/drive-answers.ts";
import { realPlace } from "../facts/real-place.ts";
import { restoreSourceOf } from "../tasks/restore-source.ts";
import type { AgentRules } from "./agent-rules.ts";

const ASK = "An administrator of this machine decides that in agent-rules.toml.";

/** Why this machine does no tasks of a kind, or nothing. Which repository one is for shows only when it is opened. */
export function refuseKind({ allowedKinds }: AgentRules, kind: TaskKind): string | undefined {
  if (allowedKinds === undefined || allowedKinds.includes(kind)) return undefined;
  return `The local rules of this machine do not allow tasks of kind "${kind}", so nothing was done. ${ASK}`;
}

/** Why nothing may be written where a restore goes to, or nothing. */
export async function refuseRestore(
  { restoreRoots, restoreOverLiveData }: AgentRules,
  { inPlace, target, paths, overwrite, dryRun }: RestoreSpec,
  home = homedir(),
): Promise<string | undefined> {
  if (dryRun) return undefined;
  const asked = inPlace ? restoreSourceOf(paths).root : (target ?? home);
  const folder = await realPlace(asked);
  const roots = restoreRoots && (await Promise.all(restoreRoots.map(realPlace)));
  if (roots !== undefined && !roots.some((root) => holdsPath(root, folder)))
    return `The local rules of this machine allow restores below ${restoreRoots?.join(", ")} only, so nothing was restored to ${asked}. ${ASK}`;
  const isOverLiveData =
    inPlace || (target !== undefined && overwrite !== "never" && !(await isEmpty(folder)));
  if (restoreOverLiveData || !isOverLiveData) return undefined;
  return `The local rules of this machine do not allow a restore over files that are in use, so nothing was changed in ${asked}. Restore into an empty folder. ${ASK}`;
}

const LOOK_MS = 10_000;

/** Of a drive that has fallen silent nobody knows: what is on it may be in use. */
async function isEmpty(folder: string): Promise<boolean> {
  if (!(await driveAnswers(folder, LOOK_MS))) return false;
  return (await readdir(folder).catch(() => [])).length === 0;
}
