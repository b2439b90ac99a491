import type { Failure } from "#contract/outcome";
import type { OpenProblem, ProblemSeverity, Status } from "#contract/status";
import type { ProtectedPair } from "../agents/protections.ts";
import type { Db } from "../db/database.ts";
import { hintFor } from "../runs/hints.ts";

const WORST_FIRST = ["at-risk", "late", "warning"] as const;
/** More are a list of machines, not of things to do. */
export const MOST_SHOWN = 100;

type Problems = Pick<Status, "problems" | "problemCounts">;

/**
 * What needs a person, the worst first, and how much there is in all. A failure that mends itself by a retry is none of it while the
 * backup is young enough.
 */
export async function findProblems(db: Db, pairs: ProtectedPair[], most: number): Promise<Problems> {
  const found = Map.groupBy(pairs, severityOf);
  const worst = WORST_FIRST.flatMap((severity) =>
    (found.get(severity) ?? []).map((pair) => ({ severity, pair })),
  ).slice(0, most);
  return {
    problems: await Promise.all(worst.map(({ severity, pair }) => problemOf(db, severity, pair))),
    problemCounts: countsOf((severity) => found.get(severity)?.length ?? 0),
  };
}

/** The same with others, that no machine's policy has. */
export function countWith(
  counts: Problems["problemCounts"],
  others: OpenProblem[],
): Problems["problemCounts"] {
  return countsOf((severity) => counts[severity] + others.filter((one) => one.severity === severity).length);
}

const countsOf = (count: (severity: ProblemSeverity) => number) => ({
  "at-risk": count("at-risk"),
  late: count("late"),
  warning: count("warning"),
});

async function problemOf(db: Db, severity: ProblemSeverity, pair: ProtectedPair): Promise<OpenProblem> {
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
    title:
      severity === "at-risk"
        ? `${pair.policy_name} on ${pair.hostname} is at risk.`
        : `${pair.policy_name} on ${pair.hostname} is late.`,
    effect:
      pair.last_good_at === null ? "There is no backup yet." : "New and changed files are not in any backup.",
    action: "back-up-now",
  };
}

export function severityOf(pair: ProtectedPair): ProblemSeverity | undefined {
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
