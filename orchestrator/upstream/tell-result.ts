import { createHash } from "node:crypto";
import { appendLog, reportResult } from "#contract/agent-protocol";
import type { Call } from "#contract/call";
import type { RunReport } from "#contract/outcome";
import { cutWords, isUnfit, slimReports } from "#contract/slim-report";
import type { TaskKind } from "#contract/task";

type To = { call: Call; agentId: string };
type Told = { taskId: string; attempt: number; leaseToken: string; kind: TaskKind; report: RunReport };

/** As it is, then in ever fewer words: what is refused for its content would be refused for ever. The whole is in the history here. */
export async function tellResult(
  { call, agentId }: To,
  { kind, report, taskId, ...proof }: Told,
): Promise<void> {
  const params = { id: agentId, taskId };
  const tell = (words: RunReport) => call(reportResult, { params, body: { ...proof, ...words } });
  let refused: unknown;
  try {
    await tell(report);
    return;
  } catch (error) {
    if (!isUnfit(error)) throw error;
    refused = error;
  }
  let logChunks = report.logChunks ?? 0;
  for (const slim of slimReports(report, kind)) {
    const note = cutWords(refused, slim.leftOut, "in the history of this machine");
    const body = { ...proof, ...chunkOf(note, report.finishedAt, logChunks) };
    logChunks = (await call(appendLog, { params, body })).nextSeq;
    try {
      await tell({ ...slim.report, logChunks });
      return;
    } catch (error) {
      if (!isUnfit(error)) throw error;
      refused = error;
    }
  }
  throw refused;
}

function chunkOf(words: string, at: string, seq: number) {
  const text = Buffer.from(`${at} warn ${words}\n`);
  return {
    seq,
    sha256: createHash("sha256").update(text).digest("hex"),
    encoding: "identity" as const,
    data: text.toString("base64"),
    lineCount: 1,
  };
}
