import { timesOf } from "./times.ts";

export type Tally = ReturnType<typeof createTally>;

/** What a machine did on purpose, or a rule of the protocol asks for, is none of the orchestrator's errors. */
const OVERTAKEN = new Set([409, 410]);

/** Counts what was asked, how long the answers took, and what went wrong. */
export function createTally() {
  const errors = new Map<string, number>();
  const latencies = new Map<string, number[]>();
  let prompt: number[] = [];
  let requests = 0;
  let overtaken = 0;
  let askedToWait = 0;
  let closedIdle = 0;
  let whileAway = 0;
  let awayUntil = Number.NEGATIVE_INFINITY;

  function fault(what: string): void {
    errors.set(what, (errors.get(what) ?? 0) + 1);
  }

  return {
    answered(name: string, { status, ms, waits, retryAfter }: Answer): void {
      requests += 1;
      note(latencies, waits ? `${name}, waiting` : name, ms);
      if (!waits) prompt.push(ms);
      if (status < 400) return;
      if (OVERTAKEN.has(status)) overtaken += 1;
      else if (status === 503 && retryAfter) askedToWait += 1;
      else fault(`${name}: answered with ${status}`);
    },
    broken(name: string, error: Error, ms: number): void {
      requests += 1;
      if (performance.now() - ms < awayUntil) whileAway += 1;
      else
        fault(
          `${name}: ${"code" in error ? error.code : error.message} after ${Math.round(ms / 5_000) * 5} s`,
        );
    },
    fault,
    /** What breaks now breaks because the core was stopped. */
    coreGoes(): void {
      awayUntil = Number.POSITIVE_INFINITY;
    },
    coreIsBack(): void {
      awayUntil = performance.now();
    },
    closedWhileIdle(): void {
      closedIdle += 1;
    },
    /** Counts from now on; errors are never forgotten. */
    beginAnew(): void {
      latencies.clear();
      prompt = [];
      requests = 0;
    },
    /** A time that is none of a request. */
    took: (name: string, ms: number) => note(latencies, name, ms),
    result: () => ({
      requests,
      overtaken,
      closedIdle,
      whileAway,
      askedToWait,
      errors: Object.fromEntries(errors),
      /** Of everything that does not wait on purpose. */
      prompt: timesOf(prompt),
      times: Object.fromEntries([...latencies].map(([name, all]) => [name, timesOf(all)])),
    }),
  };
}

type Answer = { status: number; ms: number; waits: boolean; retryAfter: boolean };
function note(latencies: Map<string, number[]>, name: string, ms: number): void {
  const known = latencies.get(name);
  if (known === undefined) latencies.set(name, [ms]);
  else known.push(ms);
}
