import type { Status } from "./status.ts";
import { say, spokenLanguage } from "./words/say.ts";

/** The verdict in the language of the reader: the core's own sentence in English, else by its state and numbers. */
export function verdictSentence({ verdict, counts }: Pick<Status, "verdict" | "counts">): string {
  if (spokenLanguage() === "en") return verdict.sentence;
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  if (verdict.state !== "not-set-up" && total > 1) return fleetWords(counts, total);
  switch (verdict.state) {
    case "not-set-up":
      return say("No backup is set up yet.");
    case "protected":
      return say("This computer is protected.");
    case "paused":
      return say("Backups of this computer are paused or switched off.");
    case "never":
      return say("This computer has no backup yet.");
    case "late":
      return say("A backup of this computer is late.");
    case "at-risk":
      return say("This computer is at risk.");
  }
}

function fleetWords(counts: Status["counts"], total: number): string {
  const good = counts.protected;
  if (good === total) return say("All {total, number} computers are protected.", { total });
  const others = [
    counts["at-risk"] > 0 && say("{count, number} at risk", { count: counts["at-risk"] }),
    counts.late > 0 && say("{count, number} late", { count: counts.late }),
    counts.never > 0 && say("{count, number} never backed up", { count: counts.never }),
    counts.paused > 0 && say("{count, number} paused", { count: counts.paused }),
  ].filter((part) => part !== false);
  return say(
    "{good, plural, one {# of {total} computers is} other {# of {total} computers are}} protected: {list}.",
    {
      good,
      total,
      list: others.join(", "),
    },
  );
}
