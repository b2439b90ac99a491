import type { RestorePlan } from "#contract/restore-plan";
import { exitCodes, Refusal } from "../core/refusal.ts";
import { printable } from "./printable.ts";
import { amount, size } from "./words.ts";

export function describePlan(plan: RestorePlan): string {
  const { creates, overwrites, keeps, newer, bytesToWrite, target, examples } = plan;
  const kept = keeps > 0 ? `, keeps ${keeps.toLocaleString("en")}` : "";
  const younger = newer > 0 ? ` ${amount(newer, "file")} there ${newer === 1 ? "is" : "are"} newer.` : "";
  return [
    `Into ${printable(target)}: creates ${creates.toLocaleString("en")}, overwrites ${overwrites.toLocaleString("en")}${kept}; ${size(bytesToWrite)} to write.${younger}`,
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
  throw new Refusal(
    `${amount(newer, "file")} there ${newer === 1 ? "is" : "are"} newer than in the snapshot and would be lost, so nothing was restored. ` +
      "Add --yes to overwrite them all the same, or take --overwrite if-newer to keep them.",
    exitCodes.usage,
  );
}
