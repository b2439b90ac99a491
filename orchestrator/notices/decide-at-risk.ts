import { DAY_MS, type Decision, isOlder, MINUTE_MS, type Past, sinceRecovery, told } from "./past.ts";

/** Told when a policy on a machine gets to be at risk, then once in three days while it is. Undefined: nothing new. */
export function decideAtRisk(past: Past[], now: Date): Decision | undefined {
  const since = sinceRecovery(past);
  const last = since.find(({ kind }) => kind === "at-risk");
  const atRisk = { kind: "at-risk", severity: "critical", replaces: last?.id ?? null } as const;
  if (last !== undefined) {
    if (!isOlder(last, 3 * DAY_MS, now)) return undefined;
    return { ...atRisk, tell: true, reason: "Still at risk; told once in three days." };
  }
  const [failure] = told(since, "failure");
  if (failure !== undefined && !isOlder(failure, 2 * MINUTE_MS, now)) {
    return { ...atRisk, tell: false, reason: "Told with the failure a moment ago." };
  }
  return { ...atRisk, tell: true, reason: "It got to be at risk." };
}
