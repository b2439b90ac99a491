import type { OpenProblem } from "#contract/status";
import type { Db } from "../db/database.ts";
import { recentRescue } from "../db/rescue-notice.ts";

type Machine = { id: string; hostname: string };

/** That the database had to be brought back, for two weeks: shown with this computer, where the audit log tells more. */
export async function databaseProblem(db: Db, agent: Machine | undefined, now: Date): Promise<OpenProblem[]> {
  const rescue = agent === undefined ? undefined : await recentRescue(db, now);
  if (agent === undefined || rescue === undefined) return [];
  return [
    {
      severity: "at-risk",
      agentId: agent.id,
      hostname: agent.hostname,
      policyId: null,
      policyName: null,
      runId: null,
      title: "Holdfast's own database was damaged.",
      effect: rescue.sentence,
      action: "open-agent",
    },
  ];
}
