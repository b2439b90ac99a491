import { readdir, realpath } from "node:fs/promises";
import { homedir } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import { restoreSpec, type TaskOffer } from "#contract/task";
import { holdsPath } from "../facts/disk-of.ts";
import { driveAnswers } from "../facts/drive-answers.ts";
import { restoreSourceOf } from "../tasks/restore-source.ts";
import type { AgentRules } from "./agent-rules.ts";

const ASK = "An administrator of this machine decides that in agent-rules.toml.";

/** Why this machine does not do what it is offered, or nothing. Which repository it is shows only when it is opened. */
export async function refuseTask(
  rules: AgentRules,
  offer: Pick<TaskOffer, "kind" | "spec">,
  home = homedir(),
): Promise<string | undefined> {
  const { allowedKinds } = rules;
  if (allowedKinds !== undefined && !allowedKinds.includes(offer.kind))
    return `The local rules of this machine do not allow tasks of kind "${offer.kind}", so nothing was done. ${ASK}`;
  if (offer.kind === "restore") return await refuseRestore(rules, offer.spec, home);
  return undefined;
}

async function refuseRestore(
  { restoreRoots, restoreOverLiveData }: AgentRules,
  spec: unknown,
  home: string,
): Promise<string | undefined> {
  const { inPlace, target, paths, overwrite, dryRun } = restoreSpec.parse(spec);
  if (dryRun) return undefined;
  const asked = inPlace ? restoreSourceOf(paths).root : (target ?? home);
  if (!(await driveAnswers(asked)))
    return `The drive that holds ${asked} does not answer, so nothing was restored. Connect it again, or choose another folder.`;
  const folder = await realPlace(asked);
  const roots = restoreRoots && (await Promise.all(restoreRoots.map(realPlace)));
  if (roots !== undefined && !roots.some((root) => holdsPath(root, folder)))
    return `The local rules of this machine allow restores below ${restoreRoots?.join(", ")} only, so nothing was restored to ${asked}. ${ASK}`;
  const isOverLiveData =
    inPlace || (target !== undefined && overwrite !== "never" && !(await isEmpty(folder)));
  if (restoreOverLiveData || !isOverLiveData) return undefined;
  return `The local rules of this machine do not allow a restore over files that are in use, so nothing was changed in ${asked}. Restore into an empty folder. ${ASK}`;
}

const LINK_MS = 10_000;

/** Where a path really lies, links followed as far as it exists; on a drive that is silent as it is written. */
export async function realPlace(path: string): Promise<string> {
  if (!(await driveAnswers(path, LINK_MS))) return resolve(path);
  const missing: string[] = [];
  for (let at = resolve(path); ; at = dirname(at)) {
    const real = await realpath(at).catch(() => undefined);
    if (real !== undefined) return join(real, ...missing);
    if (dirname(at) === at) return resolve(path);
    missing.unshift(basename(at));
  }
}

async function isEmpty(folder: string): Promise<boolean> {
  return (await readdir(folder).catch(() => [])).length === 0;
}
