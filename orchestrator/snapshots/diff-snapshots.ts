import { type DiffArgs, type DiffChange, type DiffTotals, diffLine } from "#contract/browse";
import { DomainError } from "../http/errors.ts";
import { askLines } from "../questions/ask-lines.ts";
import type { QuestionDesk } from "../questions/desk.ts";
import type { WhomToAsk } from "./whom-to-ask.ts";

/** Some of the changes between two snapshots, and how many there are. */
export async function diffPage(
  desk: QuestionDesk,
  args: DiffArgs,
  to: WhomToAsk,
): Promise<{ items: DiffChange[]; totals: DiffTotals }> {
  const items: DiffChange[] = [];
  let totals: DiffTotals | undefined;
  for await (const line of askLines(desk, { ...to, kind: "diff", args }, diffLine)) {
    if ("totals" in line) totals = line.totals;
    else items.push(line);
  }
  if (totals === undefined)
    throw new DomainError(
      "machine-did-not-answer",
      "The comparison broke off before its end. Try again; if it happens again, look at the machine's log.",
    );
  return { items, totals };
}
