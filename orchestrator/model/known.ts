/** What was sent and what the orchestrator answered: the promises that the auditor holds it to. Never read from its database. */
export function createKnown() {
  return {
    /** Attempts that an acknowledgement or a report was sent for, and those that one was answered with 200 for. */
    begunBy: new Set<string>(),
    begun: new Set<string>(),
    /** Attempt → the status its run must have for ever, from reports that were answered with 200. */
    reported: new Map<string, { runId: string; status: string }>(),
    /** Requests that were answered with 200. */
    answered: new Set<object>(),
    /** Attempt → the hashes of its log chunks by number, from chunks that were answered. */
    chunks: new Map<string, string[]>(),
    /** Attempt → every text that was ever sent for a number. */
    sentChunks: new Map<string, Set<string>>(),
    /** Task → when its lease was last renewed, on the monotonic clock. */
    renewedAt: new Map<string, number>(),
    /** Keys that must be refused. */
    deadKeys: new Set<string>(),
    /** Texts that must be found in no file, log line or event. */
    secrets: new Set<string>(),
    /** Policy → the period it runs by. */
    periods: new Map<string, number | undefined>(),
    /** Assignment → the period it runs by, when it was made, and through when its slots have been looked at. */
    plans: new Map<string, Plan>(),
    /** Keys of slots that must be in the ledger. */
    dueSlots: new Map<string, number>(),
    /** The same, with those that a clock which ran ahead made due too early: one that had its task then stays. */
    everDue: new Set<string>(),
    /** Slots that have ended, with how they did. */
    endedSlots: new Map<string, string>(),
    /** Tasks that a person sent into the queue once more. */
    redriven: new Set<string>(),
  };
}

export type Known = ReturnType<typeof createKnown>;
type Plan = { periodMs: number | undefined; madeMs: number; throughMs: number };

export function attemptKey(taskId: string, attempt: number): string {
  return `${taskId}/${attempt}`;
}

export function pairKey(policyId: string, agentId: string): string {
  return `${policyId}/${agentId}`;
}

/** Everything with a slot up to now is due: called where the orchestrator looks at its plan. */
export function lookAtPlan(known: Known, nowMs: number, only: (pair: string) => boolean = () => true): void {
  takeBackFuture(known, nowMs);
  for (const [pair, plan] of known.plans) {
    if (!only(pair)) continue;
    for (const [key, at] of slotsDue(pair, plan, nowMs)) {
      known.dueSlots.set(key, at);
      known.everDue.add(key);
    }
    plan.throughMs = Math.max(plan.throughMs, nowMs);
  }
}

/** The clock was set back: what has not come yet by the corrected clock is not due, and comes due again. */
function takeBackFuture({ plans, dueSlots, endedSlots }: Known, nowMs: number): void {
  const future = nowMs + 60_000;
  for (const plan of plans.values()) if (plan.throughMs > future) plan.throughMs = nowMs;
  for (const [key, at] of dueSlots) {
    if (at <= future) continue;
    dueSlots.delete(key);
    endedSlots.delete(key);
  }
}

/** The multiples of the period that nobody has looked at; none from before the assignment, unless it was made by a clock that ran ahead. */
export function slotsDue(
  pair: string,
  { periodMs, madeMs, throughMs }: Plan,
  untilMs: number,
): [key: string, at: number][] {
  if (periodMs === undefined) return [];
  const afterMs = madeMs > untilMs ? throughMs : Math.max(throughMs, madeMs);
  const slots: [string, number][] = [];
  for (let at = (Math.floor(afterMs / periodMs) + 1) * periodMs; at <= untilMs; at += periodMs) {
    slots.push([`${pair}/backup/${new Date(at).toISOString().slice(0, 16)}Z`, at]);
  }
  return slots;
}
