import type { OpenProblem } from "#contract/status";
import type { Database } from "../db/database.ts";
import { recentRescue } from "../db/rescue-notice.ts";

type Machine = { id: string; hostname: string };
type Told = Pick<OpenProblem, "title" | "effect">;

/**
 * That nothing can be written now, and for two weeks that the database had to be brought back: shown with this computer, where the
 * audit log tells more.
 */
export async function databaseProblem(
  { read, trouble }: Pick<Database, "read" | "trouble">,
  agent: Machine | undefined,
  now: Date,
): Promise<OpenProblem[]> {
  if (agent === undefined) return [];
  const unwritable = trouble();
  const rescue = await recentRescue(read, now);
  const told: Told[] = [
    ...(unwritable === undefined
      ? []
      : [{ title: unwritable.sentence, effect: "No backup starts, and nothing is recorded, until it can." }]),
    ...(rescue === undefined
      ? []
      : [{ title: "Holdfast's own database was damaged.", effect: rescue.sentence }]),
  ];
  return told.map((one) => ({
    ...{ severity: "at-risk", agentId: agent.id, hostname: agent.hostname, policyId: null, policyName: null },
    ...{ runId: null, ...one, action: "open-agent" },
  }));
}
