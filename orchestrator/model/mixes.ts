import fc from "fast-check";

/** What a kind of event may be multiplied by: it never comes, comes as usual, more often, or much more often. */
const FACTORS = [0, 1, 1, 3, 8];

/**
 * Some faults need several rare events close together, and nothing in between that tidies up. So in a mix kinds of events are left
 * out or come much more often, by chance, but the same ones for the same number. 0 is as usual. What repeats in the list is one kind.
 */
export function mixOf<T>(kinds: readonly T[], mix: number): T[] {
  if (mix === 0) return [...kinds];
  const different = [...new Set(kinds)];
  const length = { minLength: different.length, maxLength: different.length };
  const [factors = []] = fc.sample(fc.array(fc.constantFrom(...FACTORS), length), { seed: mix, numRuns: 1 });
  const factorOf = new Map(different.map((kind, n) => [kind, factors[n] ?? 1]));
  return kinds.flatMap((kind) => Array.from({ length: factorOf.get(kind) ?? 1 }, () => kind));
}
