import type * as z from "zod";
import type { getRepairPlan } from "#contract/maintenance";
import { type RunSummary, runSummary } from "#contract/outcome";
import type { RepairStep } from "#contract/repair";
import { atMost } from "../db/at-most.ts";
import type { Db } from "../db/database.ts";

type Plan = z.output<typeof getRepairPlan.reply>;

const INDEX = {
  repair: { step: "index" } satisfies RepairStep,
  command: "restic repair index",
  effect: "Reads what packs there are and writes the index anew. Takes nothing away.",
};
const SNAPSHOTS = {
  repair: { step: "snapshots" } satisfies RepairStep,
  command: "restic repair snapshots --forget",
  effect:
    "Writes the snapshots that miss something anew without it, and removes the old ones. What is missing is lost from them for good.",
};

/** The steps by restic's own order, from what the last check found. */
export async function repairPlanOf(db: Db, repositoryId: string): Promise<Plan> {
  const last = await db
    .selectFrom("run")
    .select(["id", "status", "summary_json", "failure_json"])
    .where("repository_id", "=", repositoryId)
    .where("kind", "=", "check")
    .where("finished_at", "is not", null)
    .orderBy("started_at", "desc")
    .limit(atMost(1))
    .executeTakeFirst();
  const failure = JSON.parse(last?.failure_json ?? "null") as { code?: string } | null;
  if (last === undefined || failure?.code !== "repository-damaged") return { checkRunId: null, steps: [] };
  const summary = runSummary.parse(JSON.parse(last.summary_json ?? "{}"));
  return { checkRunId: last.id, steps: [INDEX, ...packsIn(summary), SNAPSHOTS] };
}

function packsIn({ brokenPackIds = [] }: RunSummary): Plan["steps"] {
  if (brokenPackIds.length === 0) return [];
  return [
    {
      repair: { step: "packs", packs: brokenPackIds },
      command: `restic repair packs ${brokenPackIds.join(" ")}`,
      effect:
        "Saves what can still be read from the broken packs, keeps a copy of each beside, and takes them out of the repository.",
    },
  ];
}
