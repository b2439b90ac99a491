import { type CheckSpec, checkSpec } from "#contract/maintenance";
import type { RunSummary } from "#contract/outcome";
import { type CheckEnd, check } from "../restic/check.ts";
import { classify, type Place } from "../restic/classify.ts";
import { endedBadly, failed, type TaskEnd, withoutProof } from "../restic/judge-end.ts";
import { statsRawData } from "../restic/stats.ts";
import { phase } from "./progress-of.ts";
import { placeOf, type TaskContext } from "./task-context.ts";

/** Checks the repository; a sound one tells its size too. */
export async function runCheck(context: TaskContext): Promise<TaskEnd> {
  const spec = checkSpec.parse(context.offer.spec);
  context.report(phase("checking"));
  const ended = judgeCheck(await check(context.run, spec), spec, placeOf(context));
  if (ended.outcome !== "success") return ended;
  const { sizeBytes } = await statsRawData(context.run);
  return sizeBytes === undefined
    ? ended
    : { ...ended, summary: { ...ended.summary, bytesStored: sizeBytes } };
}

/** The exit code first: a check that was locked out or stopped counts one error too. */
export function judgeCheck(
  { end, verdict, findings }: CheckEnd,
  { readData }: Pick<CheckSpec, "readData">,
  place: Place,
): TaskEnd {
  const gaveNoVerdict = end.exitCode !== 0 && end.exitCode !== 1;
  if (end.stopped !== undefined || gaveNoVerdict) return endedBadly(end, place);
  if (verdict === undefined) {
    return end.exitCode === 0 ? withoutProof(end, "gave no summary") : endedBadly(end, place);
  }
  const { errors, brokenPacks } = verdict;
  const summary: RunSummary = {
    errorsFound: errors,
    brokenPacks: brokenPacks.length,
    ...(brokenPacks.length > 0 && { brokenPackIds: brokenPacks.slice(0, 1_000) }),
    ...(verdict.suggestsRepairIndex && { suggestsRepairIndex: true }),
    ...(readData && { dataCheckedSubset: `${readData.part}/${readData.of}` }),
  };
  if (end.exitCode === 0 && errors === 0 && brokenPacks.length === 0)
    return { outcome: "success", exitCode: 0, summary };
  const passing = brokenPacks.length === 0 ? causeOutside(end, findings, place) : undefined;
  if (passing !== undefined) return { ...endedBadly(end, place), ...failed(passing), exitCode: end.exitCode };
  return {
    ...failed("repository-damaged", messageOf(errors, brokenPacks.length), detailOf(verdict, findings)),
    exitCode: end.exitCode,
    summary,
  };
}

const OUTSIDE = new Set(["repository-unreachable", "tls-untrusted", "access-denied"]);

/** A line that is cut in the middle shows as data that is missing. */
function causeOutside(end: CheckEnd["end"], findings: string[], place: Place) {
  const code = classify({ ...end, words: findings }, place);
  return OUTSIDE.has(code) ? code : undefined;
}

function messageOf(errors: number, brokenPacks: number): string {
  const found = errors === 1 ? "one error" : `${errors} errors`;
  const broken =
    brokenPacks === 1 ? `${found} and 1 broken pack` : `${found} and ${brokenPacks} broken packs`;
  return `restic found ${brokenPacks === 0 ? found : broken} in the repository, so some snapshots cannot be restored in full. Make a copy of the repository, then repair it; the commands are below.`;
}

/** restic's own hint to prune is left out: with errors it is wrong. */
function detailOf({ brokenPacks }: NonNullable<CheckEnd["verdict"]>, findings: string[]): string {
  const shown = brokenPacks.slice(0, 50).join(" ");
  const repair =
    brokenPacks.length > 0
      ? [`restic repair packs ${shown}`, "restic repair snapshots --forget"]
      : ["restic repair index", "restic repair snapshots --forget"];
  return ["To repair:", ...repair, "", "What restic found:", ...findings].join("\n").slice(0, 8_000);
}
