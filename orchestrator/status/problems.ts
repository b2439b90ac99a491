import type { Failure } from "#contract/outcome";
import type { OpenProblem } from "#contract/status";
import type { ProtectedPair } from "../agents/protections.ts";
import type { Db } from "../db/database.ts";
import { hintFor } from "../runs/hints.ts";

const RANK = { "at-risk": 0, late: 1, warning: 2 };

/** What needs a person, worst first. A failure that mends itself by a retry is none of it while the backup is young enough. */
export async function findProblems(db: Db, pairs: ProtectedPair[]): Promise<OpenProblem[]> {
  const problems = await Promise.all(pairs.map((pair) => problemOf(db, pair)));
  return problems
    .filter((problem) => problem !== undefined)
    .sort((one, two) => RANK[one.severity] - RANK[two.severity]);
}

async function problemOf(db: Db, pair: ProtectedPair): Promise<OpenProblem | undefined> {
  const severity = severityOf(pair);
  if (severity === undefined) return undefined;
  const common = {
    severity,
    agentId: pair.agent_id,
    hostname: pair.hostname,
    policyId: pair.policy_id,
    policyName: pair.policy_name,
    runId: pair.last_run_id,
  };
  const hint = await lastHint(db, pair);
  if (hint !== undefined) {
    return {
      ...common,
      title: `${pair.policy_name}: ${hint.cause}`,
      effect: hint.effect,
      action: "open-run",
    };
  }
  return {
    ...common,
    title: `${pair.policy_name} on ${pair.hostname} is ${severity === "at-risk" ? "at risk" : "late"}.`,
    effect:
      pair.last_good_at === null ? "There is no backup yet." : "New and changed files are not in any backup.",
    action: "back-up-now",
  };
}

export function severityOf(pair: ProtectedPair): OpenProblem["severity"] | undefined {
  const { state } = pair.verdict;
  if (state === "at-risk" || state === "late") return state;
  return pair.last_outcome === "warning" ? "warning" : undefined;
}

async function lastHint(db: Db, pair: ProtectedPair) {
  const troubled =
    pair.last_outcome === "failure" || pair.last_outcome === "warning" || pair.last_outcome === "lost";
  if (!troubled || pair.last_run_id === null) return undefined;
  const run = await db
    .selectFrom("run")
    .select(["status", "repository_name", "item_count", "failure_json", "summary_json"])
    .where("id", "=", pair.last_run_id)
    .executeTakeFirst();
  if (run === undefined) return undefined;
  const failure = JSON.parse(run.failure_json ?? "null") as Failure | null;
  return hintFor({ ...run, retrying: 0 }, failure) ?? undefined;
}
