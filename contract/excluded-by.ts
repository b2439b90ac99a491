import { type PatternStyle, partsOf, partToRegExp } from "./exclude-pattern.ts";

export type Excludes = (path: string) => number | undefined;

/** Which of the patterns takes a path out, counted from 0, by restic's rules: the last word counts, and `!` takes back. */
export function excludesOf(patterns: readonly string[], style: PatternStyle): Excludes {
  const known = patterns.map((pattern) => {
    const negated = pattern.startsWith("!");
    return { negated, parts: compile(negated ? pattern.slice(1) : pattern, style) };
  });
  return (path) => {
    const names = partsOf(path, style);
    let by: number | undefined;
    for (const [index, { negated, parts }] of known.entries()) {
      if (parts === undefined || !matches(parts, names)) continue;
      by = negated ? undefined : (by ?? index);
    }
    return by;
  };
}

type Part = { text: string; expression: RegExp };

function compile(pattern: string, style: PatternStyle): Part[] | undefined {
  const parts: Part[] = [];
  for (const text of partsOf(pattern, style)) {
    const expression = partToRegExp(text, style);
    if (expression === undefined) return undefined;
    parts.push({ text, expression });
  }
  return parts;
}

/** A pattern names a run of parts anywhere in the path, and with it everything below; an absolute one begins at the root. */
function matches(parts: Part[], names: string[]): boolean {
  if (parts[0]?.text === "/") return matchesAt(parts, names, 0, 0);
  const first = names[0] === "/" ? 1 : 0;
  return names.some((_, at) => at >= first && matchesAt(parts, names, 0, at));
}

function matchesAt(parts: Part[], names: string[], part: number, name: number): boolean {
  const wanted = parts[part];
  if (wanted === undefined) return true;
  if (wanted.text === "**") {
    for (let next = name; next <= names.length; next++)
      if (matchesAt(parts, names, part + 1, next)) return true;
    return false;
  }
  const found = names[name];
  if (found === undefined || !wanted.expression.test(found)) return false;
  return matchesAt(parts, names, part + 1, name + 1);
}
