import type { RestorePlan } from "#contract/restore-plan";
import { formatCount } from "../../format/plural.ts";

type Numbers = Pick<RestorePlan, "creates" | "overwrites" | "keeps" | "newer">;

/** "Creates 1, overwrites 0, keeps 1 that is newer". */
export function planSentence({ creates, overwrites, keeps, newer }: Numbers): string {
  const parts = [`Creates ${formatCount(creates)}`, `overwrites ${formatCount(overwrites)}`];
  if (keeps > 0) parts.push(`keeps ${formatCount(keeps)}`);
  if (newer > 0)
    parts.push(`${formatCount(newer)} ${newer === 1 ? "is" : "are"} newer there than in the snapshot`);
  return `${parts.join(", ")}.`;
}
