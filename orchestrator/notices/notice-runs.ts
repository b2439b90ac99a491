import { atMost } from "../db/at-most.ts";
import type { Database, Db, Tx } from "../db/database.ts";
import type { Row } from "../db/tables.ts";
import { toInstant } from "../ids.ts";
import { decideRun, type RunEnded } from "./decide-run.ts";
import { pastOf, recordNotice } from "./notices.store.ts";
import { queuePing } from "./queue-ping.ts";
import { sameRootThreeTimes } from "./same-root.ts";
import { runContent, summaryOf } from "./words.ts";

const AT_ONCE = 200;
/** The others are asked for by a person who looks at the answer. */
const WATCHED: ReadonlySet<string> = new Set([
  "backup",
  "check",
  "prune",
  "restore",
  "copy",
  "repair",
  "drill",
]);
const TELLING: ReadonlySet<string> = new Set(["success", "warning", "failure", "lost"]);

/** Decides about every run that has ended since the last look, each once: decision and mark are one transaction. */
export async function noticeRuns(db: Database, now: Date): Promise<void> {
  const ended = await db.read
    .selectFrom("run")
    .select("id")
    .where("finished_at", "is not", null)
    .where("noticed_at", "is", null)
    .orderBy("id")
    .limit(atMost(AT_ONCE))
    .execute();
  for (const { id } of ended) await db.write((tx) => noticeRun(tx, id, now));
}

async function noticeRun(tx: Tx, id: string, now: Date): Promise<void> {
  const run = await tx
    .updateTable("run")
    .set({ noticed_at: toInstant(now) })
    .where("id", "=", id)
    .where("noticed_at", "is", null)
    .returningAll()
    .executeTakeFirst();
  if (run === undefined || !WATCHED.has(run.kind) || !TELLING.has(run.status)) return;
  const task = await taskOf(tx, run);
  // Somebody took the machine away, or ended what it worked for: nobody waits for this one.
  if (run.status === "lost" && task?.status === "cancelled") return;
  const ended = await endOf(tx, run, task);
  await queuePing(tx, run, ended, now);
  const subject = subjectOf(run);
  const past = await pastOf(tx, now, subject, policySubject(run));
  const hostname = await hostnameOf(tx, run.agent_id);
  const lastGoodAt = await lastGood(tx, run);
  for (const decision of decideRun(past, ended, now)) {
    const content = runContent({ run, hostname, lastGoodAt }, decision);
    const about = decision.kind === "first-success" ? policySubject(run) : subject;
    await recordNotice(tx, about, decision, content, now);
  }
}

export function subjectOf(
  run: Pick<Row<"run">, "kind" | "policy_id" | "repository_id" | "agent_id">,
): string {
  return `${run.kind}:${run.policy_id ?? run.repository_id}:${run.agent_id}`;
}

function policySubject({ policy_id }: Row<"run">): string {
  return `policy:${policy_id ?? "none"}`;
}

type TaskOfRun = Pick<Row<"task">, "status" | "finished_at" | "last_run_id">;

function taskOf(tx: Tx, run: Row<"run">): Promise<TaskOfRun | undefined> {
  return tx
    .selectFrom("task")
    .select(["status", "finished_at", "last_run_id"])
    .where("id", "=", run.task_id)
    .executeTakeFirst();
}

async function endOf(tx: Tx, run: Row<"run">, task: TaskOfRun | undefined): Promise<RunEnded> {
  const isLast = task === undefined || (task.finished_at !== null && task.last_run_id === run.id);
  return {
    status: run.status as RunEnded["status"],
    willRetry: !isLast,
    needsPerson: task?.status === "failed",
    isBackupOfPolicy: run.kind === "backup" && run.policy_id !== null,
    // A try writes nothing.
    hasRestored: run.kind === "restore" && summaryOf(run)?.restoredTo !== undefined,
    sameRoot: run.status === "warning" ? await sameRootThreeTimes(tx, run) : undefined,
  };
}

export async function hostnameOf(db: Db, agentId: string): Promise<string> {
  const agent = await db.selectFrom("agent").select("hostname").where("id", "=", agentId).executeTakeFirst();
  return agent?.hostname ?? "a machine that was removed";
}

async function lastGood(tx: Tx, { policy_id, agent_id }: Row<"run">): Promise<string | null> {
  const assignment = await tx
    .selectFrom("assignment")
    .select("last_good_at")
    .where("policy_id", "=", policy_id ?? "")
    .where("agent_id", "=", agent_id)
    .executeTakeFirst();
  return assignment?.last_good_at ?? null;
}
