import type { Target } from "./targets.ts";

const MOST = 12;

/** Every word of the search must begin a word of the name or be in it; beginnings come first. */
export function bestMatches(text: string, targets: readonly Target[]): Target[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return targets
    .map((target) => ({ target, rank: rankOf(target.name.toLowerCase(), words) }))
    .filter(({ rank }) => rank > 0)
    .sort((one, two) => two.rank - one.rank)
    .slice(0, MOST)
    .map(({ target }) => target);
}

function rankOf(name: string, words: readonly string[]): number {
  let rank = 1;
  for (const word of words) {
    if (name.startsWith(word)) rank += 3;
    else if (name.includes(` ${word}`)) rank += 2;
    else if (name.includes(word)) rank += 1;
    else return 0;
  }
  return rank;
}
