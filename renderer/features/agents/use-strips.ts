import type { Agent } from "#contract/agents";
import type { HistoryDay } from "#contract/history";
import type { Id } from "#contract/values";
import { useDaysOfMany } from "../../api/history.ts";

/** So many rows ask together: a scroll by one row asks for nothing anew. */
const BLOCK = 20;

/** The strips of the rows in view, which are asked for in blocks of neighbours. */
export function useStrips(
  agents: readonly Agent[],
  first: number,
  after: number,
): (id: Id) => readonly HistoryDay[] | undefined {
  const blocks: Id[][] = [];
  for (let at = Math.floor(first / BLOCK) * BLOCK; at < after; at += BLOCK)
    blocks.push(agents.slice(at, at + BLOCK).map(({ id }) => id));
  const known = useDaysOfMany(blocks);
  return (id) => known.get(id);
}
