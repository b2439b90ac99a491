import { type Budget, overBudget } from "./budget.ts";
import { type Check, type Counts, failed } from "./check.ts";

type Deps = { budget: Budget; print: (text: string) => void; now?: () => number };

/** Does every check, also after one has failed, so that one run shows everything. Returns the exit code. */
export async function runChecks(checks: readonly Check[], deps: Deps): Promise<number> {
  const { budget, print, now = () => performance.now() } = deps;
  const started = now();
  const secondsSince = (then: number) => (now() - then) / 1000;
  const all: Counts[] = [];
  for (const check of checks) {
    print(`${check.name} ... `);
    const before = now();
    const counts = await resultOf(check);
    all.push(counts);
    const seconds = secondsSince(before);
    print(`${words(counts)}, ${seconds.toFixed(1)} s\n`);
    if (counts.output !== undefined) print(`${counts.output.trimEnd()}\n`);
    const warning = overBudget(budget, check.name, seconds);
    if (warning !== undefined) print(`warning: ${warning}\n`);
  }
  const total = secondsSince(started);
  if (total > budget.totalSeconds) {
    print(`All together took ${total.toFixed(0)} s; it must stay below ${budget.totalSeconds} s\n`);
    all.push(failed("too slow"));
  }
  return report(all, print);
}

async function resultOf({ run }: Check): Promise<Counts> {
  try {
    return await run();
  } catch (error) {
    return failed(error instanceof Error ? error.message : String(error));
  }
}

function words({ passed, failed, skipped }: Counts): string {
  const total = passed + failed + skipped.length;
  if (total > 1) return summary({ passed, failed, skipped: skipped.length });
  if (failed > 0) return "FAILED";
  return skipped.length > 0 ? "skipped" : "ok";
}

function report(all: readonly Counts[], print: Deps["print"]): number {
  const skipped = all.flatMap((counts) => counts.skipped);
  const sum = (part: "passed" | "failed") => all.reduce((total, counts) => total + counts[part], 0);
  const total = { passed: sum("passed"), failed: sum("failed"), skipped: skipped.length };
  if (skipped.length > 0) print("\nSkipped:\n");
  // Where a condition skipped it there is no note, and its name says why.
  for (const { name, reason } of skipped) print(`  ${name}${reason === "" ? "" : `: ${reason}`}\n`);
  print(`\n${summary(total)}\n`);
  return total.failed > 0 || total.passed === 0 ? 1 : 0;
}

const summary = (counts: { passed: number; failed: number; skipped: number }) =>
  `${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`;
