import type { ProtectedPair } from "../agents/protections.ts";
import type { Database, Db, Tx } from "../db/database.ts";
import type { Row } from "../db/tables.ts";
import { decideAtRisk } from "./decide-at-risk.ts";
import { isDueAgain } from "./decide-run.ts";
import { nobody } from "./message.ts";
import { hostnameOf, subjectOf } from "./notice-runs.ts";
import { pastOf, recordNotice } from "./notices.store.ts";
import { openProblem } from "./past.ts";
import { atRiskContent, hintOf, runContent } from "./words.ts";

/** Looks for policies that got to be at risk, and for failures that are due to be told again though nothing ran meanwhile. */
export async function noticeProtection(db: Database, pairs: ProtectedPair[], now: Date): Promise<void> {
  for (const pair of pairs) {
    if (pair.verdict.state === "at-risk" && !(await mendsItself(db.read, pair, now))) {
      await db.write((tx) => noticeAtRisk(tx, pair, now));
    }
    const stillFails = pair.last_outcome === "failure" || pair.last_outcome === "lost";
    if (stillFails && pair.verdict.state !== "paused") await remindOfFailure(db, pair, now);
  }
}

/** Attempts that fail one after the other are at risk by their number, but not while the next one is still to come. */
async function mendsItself(db: Db, pair: ProtectedPair, now: Date): Promise<boolean> {
  const { redAt } = pair.verdict;
  if (redAt !== null && Date.parse(redAt) <= now.getTime()) return false;
  const last = await lastRun(db, pair);
  if (last === undefined) return false;
  const task = await db
    .selectFrom("task")
    .select("finished_at")
    .where("id", "=", last.task_id)
    .executeTakeFirst();
  return task !== undefined && task.finished_at === null;
}

async function noticeAtRisk(tx: Tx, pair: ProtectedPair, now: Date): Promise<void> {
  const subject = subjectFor(pair);
  const decision = decideAtRisk(await pastOf(tx, now, subject), now);
  if (decision === undefined) return;
  const run = await lastRun(tx, pair);
  const about = {
    ...nobody,
    agentId: pair.agent_id,
    hostname: pair.hostname,
    policyId: pair.policy_id,
    policyName: pair.policy_name,
    runId: pair.last_run_id,
    repositoryId: run?.repository_id ?? null,
    repositoryName: run?.repository_name ?? null,
  };
  const cause = run === undefined ? null : (hintOf(run)?.cause ?? null);
  await recordNotice(tx, subject, decision, atRiskContent(about, pair.last_good_at, cause), now);
}

async function remindOfFailure(db: Database, pair: ProtectedPair, now: Date): Promise<void> {
  const subject = subjectFor(pair);
  if (!isDueAgain(await pastOf(db.read, now, subject), now)) return;
  await db.write(async (tx) => {
    const past = await pastOf(tx, now, subject);
    const run = await lastRun(tx, pair);
    if (run === undefined || !isDueAgain(past, now)) return;
    const decision = {
      kind: "failure",
      severity: "critical",
      tell: true,
      reason: "It still fails; told once a day.",
      replaces: openProblem(past)?.id ?? null,
    } as const;
    const hostname = await hostnameOf(tx, pair.agent_id);
    const content = runContent({ run, hostname, lastGoodAt: pair.last_good_at }, decision);
    await recordNotice(tx, subject, decision, content, now);
  });
}

function subjectFor({ policy_id, agent_id }: ProtectedPair): string {
  return subjectOf({ kind: "backup", policy_id, repository_id: "", agent_id });
}

async function lastRun(db: Db, { last_run_id }: ProtectedPair): Promise<Row<"run"> | undefined> {
  if (last_run_id === null) return undefined;
  return db.selectFrom("run").selectAll().where("id", "=", last_run_id).executeTakeFirst();
}
