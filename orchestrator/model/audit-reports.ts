import type { Row } from "../db/tables.ts";
import type { Fault } from "./auditor.ts";
import type { Books } from "./books.ts";
import { attemptKey, type Known } from "./known.ts";

/** Invariant 1: every acknowledged report and log chunk is found afterwards, complete and once. */
export function* auditReports({ runs, chunks }: Books, known: Known): Generator<Fault> {
  const runOf = new Map(runs.map((run) => [attemptKey(run.task_id, run.attempt), run]));
  const chunksOf = Map.groupBy(chunks, (chunk) => chunk.run_id);
  if (runOf.size !== runs.length) yield "1: an attempt has two runs";

  for (const [attempt, { runId, status }] of known.reported) {
    const run = runOf.get(attempt);
    if (run?.id !== runId || run.status !== status || run.finished_at === null)
      yield `1: the report of ${attempt} as ${status} is gone; its run is ${run?.status}`;
  }
  for (const attempt of known.begun) if (!runOf.has(attempt)) yield `1: ${attempt} was begun and has no run`;
  for (const [attempt, run] of runOf) {
    if (!known.begunBy.has(attempt)) yield `1: ${attempt} has a run that nobody began`;
    yield* auditLog(
      run,
      (chunksOf.get(run.id) ?? []).map((chunk) => chunk.sha256),
      known,
    );
  }
}

function* auditLog(run: Row<"run">, kept: string[], known: Known): Generator<Fault> {
  const attempt = attemptKey(run.task_id, run.attempt);
  const promised = known.chunks.get(attempt) ?? [];
  if (promised.some((sha256, seq) => sha256 !== kept[seq])) yield `1: a chunk of ${attempt} is gone`;
  if (kept.some((sha256) => !known.sentChunks.get(attempt)?.has(sha256)))
    yield `1: ${attempt} has a chunk that nobody sent`;
  if (run.log_chunks !== kept.length) yield `1: ${attempt} counts ${run.log_chunks} of ${kept.length} chunks`;
}
