import { downloadRunLog, listRuns, type Run, readRunLog } from "#contract/runs";
import { moment } from "../../core/moment.ts";
import { type ExitCode, exitCodes } from "../../core/refusal.ts";
import type { Context } from "../context.ts";
import { table } from "../table.ts";
import { duration, secondsBetween, size } from "../words.ts";

export type RunsOptions = { limit: number; log?: string };

export async function runs(context: Context, { limit, log }: RunsOptions): Promise<ExitCode> {
  if (log !== undefined) return await showLog(context, log);
  const { items } = await context.client().call(listRuns, { query: { limit } });
  context.output.give({ items }, () => (items.length === 0 ? "Nothing has run yet." : tableOf(items)));
  return exitCodes.ok;
}

async function showLog({ client, output }: Context, id: string): Promise<ExitCode> {
  const { call, readText } = client();
  if (output.json) output.give(await call(readRunLog, { params: { id }, query: {} }), () => "");
  else output.say((await readText(downloadRunLog, { params: { id } })).trimEnd());
  return exitCodes.ok;
}

const WORDS: Record<Run["status"], string> = {
  running: "running",
  success: "ok",
  warning: "warnings",
  failure: "failed",
  cancelled: "stopped",
  interrupted: "interrupted",
  lost: "lost",
};

function resultOf({ status, failure }: Run): string {
  return status === "failure" && failure !== null ? `${WORDS[status]} (${failure.code})` : WORDS[status];
}

function tableOf(items: Run[]): string {
  return table(
    ["STARTED", "WHAT", "OF", "RESULT", "TOOK", "NEW DATA", "RUN"],
    items.map((run) => [
      moment(run.startedAt),
      run.kind,
      run.policyName ?? run.repositoryName,
      resultOf(run),
      run.finishedAt === null ? "-" : duration(secondsBetween(run.startedAt, run.finishedAt)),
      size(run.summary?.dataAddedBytes),
      run.id,
    ]),
  );
}
