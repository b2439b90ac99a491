import type { Failure, RunSummary } from "#contract/outcome";
import type { Row } from "../db/tables.ts";
import { hintFor } from "../runs/hints.ts";
import type { About, NoticeContent } from "./message.ts";
import type { Decision } from "./past.ts";

export type RunFacts = { run: Row<"run">; hostname: string; lastGoodAt: string | null };

/** What is told of the end of a run. */
export function runContent({ run, hostname, lastGoodAt }: RunFacts, decision: Decision): NoticeContent {
  const about = aboutRun(run, hostname);
  const work = workOf(run, hostname);
  const link = `Details: holdfast://runs/${run.id}`;
  if (decision.kind === "first-success") {
    const where = `The files are in “${run.repository_name}”.`;
    const text = [where, "Restore one of them now and then, to see that you can.", link].join("\n");
    return { ...about, title: `The first backup of “${run.policy_name}” is done`, text, cause: null };
  }
  if (decision.kind === "recovered") {
    const missing = run.status === "warning" ? `${hintOf(run)?.cause ?? ""} The rest is saved.` : undefined;
    return { ...about, title: `${work} works again`, text: lines(missing, link), cause: null };
  }
  const hint = hintOf(run);
  if (decision.kind === "restored") {
    const where = `The files are in ${summaryOf(run)?.restoredTo}.`;
    const missing = run.status === "warning" ? hint?.cause : undefined;
    return { ...about, title: `${work} is done`, text: lines(where, missing, link), cause: null };
  }
  if (decision.kind === "warnings") {
    const title = `${work}: the same files are missing again`;
    return {
      ...about,
      title,
      text: lines(decision.reason, hint?.effect, hint?.action, link),
      cause: hint?.cause ?? null,
    };
  }
  const good = run.kind === "backup" ? `Last good backup: ${shortTime(lastGoodAt)}.` : undefined;
  const text = lines(hint?.cause, hint?.effect, hint?.action, good, link);
  return { ...about, title: `${work} failed`, text, cause: hint?.cause ?? null };
}

export function atRiskContent(about: About, lastGoodAt: string | null, cause: string | null): NoticeContent {
  const title = `“${about.policyName}” on ${about.hostname} is at risk`;
  const good =
    lastGoodAt === null ? "There is no backup yet." : `Last good backup: ${shortTime(lastGoodAt)}.`;
  const action = "Start a backup now, or see whether the machine is switched on.";
  return { ...about, title, text: lines(cause ?? undefined, good, action), cause };
}

export function aboutRun(run: Row<"run">, hostname: string): About {
  return {
    agentId: run.agent_id,
    hostname,
    policyId: run.policy_id,
    policyName: run.policy_name,
    repositoryId: run.repository_id,
    repositoryName: run.repository_name,
    runId: run.id,
  };
}

export function summaryOf(run: Row<"run">): RunSummary | null {
  return JSON.parse(run.summary_json ?? "null") as RunSummary | null;
}

export function hintOf(run: Row<"run">) {
  const failure = JSON.parse(run.failure_json ?? "null") as Failure | null;
  const known =
    failure ?? (run.status === "lost" ? ({ code: "agent-lost", message: "" } satisfies Failure) : null);
  return hintFor({ ...run, retrying: 0 }, known);
}

/** In UTC and to the minute: readers of a mail may sit anywhere. */
export function shortTime(instant: string | null): string {
  return instant === null ? "none yet" : `${instant.slice(0, 16).replace("T", " ")} UTC`;
}

function workOf(run: Row<"run">, hostname: string): string {
  if (run.kind === "backup") return `The backup of “${run.policy_name}” on ${hostname}`;
  if (run.kind === "restore") return `The restore on ${hostname}`;
  return `The ${run.kind} of “${run.repository_name}”`;
}

export function lines(...parts: (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== "").join("\n");
}
