import type { RestorePlan } from "#contract/restore-plan";
import { say } from "#contract/words/say";

type Numbers = Pick<RestorePlan, "creates" | "overwrites" | "keeps" | "newer">;

/** "Creates 1, overwrites 0, keeps 1 that is newer". */
export function planSentence({ creates, overwrites, keeps, newer }: Numbers): string {
  const parts = [
    say("Creates {creates, number}", { creates }),
    say("overwrites {overwrites, number}", { overwrites }),
  ];
  if (keeps > 0) parts.push(say("keeps {keeps, number}", { keeps }));
  if (newer > 0)
    parts.push(say("{newer, plural, one {# is} other {# are}} newer there than in the snapshot", { newer }));
  return `${parts.join(", ")}.`;
}
