import type { RestorePlan } from "#contract/restore-plan";
import { exitCodes, Refusal } from "../core/refusal.ts";
import { printable } from "./printable.ts";
import { amount, size } from "./words.ts";

export function describePlan(plan: RestorePlan): string {
  const { creates, overwrites, keeps, newer, bytesToWrite, target, examples } = plan;
  const files = amount(newer, "file");
  const younger = newer === 1 ? `${files} there is newer.` : `${files} there are newer.`;
  const where = printable(target);
  const [created, overwritten, kept] = [creates, overwrites, keeps].map((one) => one.toLocaleString("en"));
  const what =
    keeps > 0
      ? `Into ${where}: creates ${created}, overwrites ${overwritten}, keeps ${kept}; ${size(bytesToWrite)} to write.`
      : `Into ${where}: creates ${created}, overwrites ${overwritten}; ${size(bytesToWrite)} to write.`;
  return [
    newer > 0 ? `${what} ${younger}` : what,
    ...examples.overwritten.slice(0, 5).map((path) => `  overwrites ${printable(path)}`),
  ].join("\n");
}

/** A tired person does not mean to lose what was written since: that needs a yes of its own. */
export function assertSafe(plan: RestorePlan, overwrite: string, isConfirmed: boolean): void {
  const { freeBytes, bytesToWrite, newer } = plan;
  if (freeBytes !== null && freeBytes < bytesToWrite)
    throw new Refusal(
      `There is too little room: ${size(bytesToWrite)} are to be written and ${size(freeBytes)} are free, so nothing was restored. Make room, name fewer files, or choose another folder with --to.`,
      exitCodes.failed,
    );
  const overwritesNewer = overwrite === "always" || overwrite === "if-changed";
  if (newer === 0 || !overwritesNewer || isConfirmed) return;
  const files = amount(newer, "file");
  const way = "Add --yes to overwrite them all the same, or take --overwrite if-newer to keep them.";
  throw new Refusal(
    newer === 1
      ? `${files} there is newer than in the snapshot and would be lost, so nothing was restored. ${way}`
      : `${files} there are newer than in the snapshot and would be lost, so nothing was restored. ${way}`,
    exitCodes.usage,
  );
}
