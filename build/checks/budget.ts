import * as z from "zod";

const budget = z.strictObject({
  totalSeconds: z.number().positive(),
  suites: z.record(z.string(), z.number().positive()),
});
export type Budget = z.infer<typeof budget>;

/** What e2e/budget.json holds: a budget for each of the three test commands. */
export const budgets = z.strictObject({ test: budget, system: budget, soak: budget });

/** A sentence where a suite took longer than it should; every suite must have a budget. */
export function overBudget({ suites }: Budget, name: string, seconds: number): string | undefined {
  const allowed = suites[name];
  if (allowed === undefined) return `e2e/budget.json has no budget for "${name}"`;
  return seconds > allowed
    ? `${name} took ${seconds.toFixed(1)} s, more than its ${allowed} s in e2e/budget.json`
    : undefined;
}
