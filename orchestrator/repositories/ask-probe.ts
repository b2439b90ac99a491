import { type ProbeStep, probeStep } from "#contract/questions";
import type { RepositoryAccess } from "#contract/repository";
import { askLines } from "../questions/ask-lines.ts";
import type { QuestionDesk } from "../questions/desk.ts";

/** Every step has a limit of its own; together they stay below this. */
const PATIENCE_MS = 120_000;

/** Has a machine look at a repository from the outside in. Leaving the loop early stops it. */
export function askProbe(
  desk: QuestionDesk,
  agentId: string,
  repository: RepositoryAccess,
  signal: globalThis.AbortSignal,
): AsyncGenerator<ProbeStep> {
  const question = { agentId, kind: "probe", args: {}, repository, signal, deadlineMs: PATIENCE_MS } as const;
  return askLines(desk, question, probeStep);
}
