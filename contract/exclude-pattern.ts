import * as z from "zod";

/** On Windows a backslash parts folders and quotes nothing. */
export type PatternStyle = "unix" | "windows";

/** One line of a policy's exclusions. */
export const excludePattern = z
  .string()
  .min(1, "an empty pattern excludes nothing")
  .max(4_096)
  .refine((text) => !/[\0\r\n]/.test(text), "must be one line")
  // The policy may be for machines of both styles; each machine looks by its own.
  .refine(
    (text) => isPattern(text, "unix") || isPattern(text, "windows"),
    "is no pattern: a [ needs its ], and a \\ something after it",
  );

/** Whether restic takes a pattern: its rules are those of Go's `filepath.Match`, for each part of the path. */
export function isPattern(pattern: string, style: PatternStyle): boolean {
  return partsOf(pattern, style).every((part) => partToRegExp(part, style) !== undefined);
}

export function partsOf(pattern: string, style: PatternStyle): string[] {
  const parts = (style === "windows" ? pattern.replaceAll("\\", "/") : pattern).split("/");
  // An absolute path begins with a part of its own, so that it matches nowhere else.
  if (parts[0] === "" && parts.length > 1) parts[0] = "/";
  return parts.filter((part, index) => index === 0 || (part !== "" && part !== "."));
}

/** One part of a pattern as an expression; undefined where it is written wrongly. */
export function partToRegExp(part: string, style: PatternStyle): RegExp | undefined {
  let source = "";
  let rest = part;
  while (rest !== "") {
    const token = tokenOf(rest, style);
    if (token === undefined) return undefined;
    source += token.source;
    rest = rest.slice(token.length);
  }
  return new RegExp(`^${source}$`, "su");
}

type Token = { source: string; length: number };

function tokenOf(rest: string, style: PatternStyle): Token | undefined {
  const first = characterOf(rest);
  if (first === "*") return { source: "[^/]*", length: 1 };
  if (first === "?") return { source: "[^/]", length: 1 };
  if (first === "[") return classOf(rest, style);
  if (first !== "\\" || style === "windows") return { source: quote(first), length: first.length };
  const quoted = characterOf(rest.slice(1));
  return quoted === "" ? undefined : { source: quote(quoted), length: 1 + quoted.length };
}

/** `[a-z]`, `[^ab]`: at least one range, and an end. */
function classOf(rest: string, style: PatternStyle): Token | undefined {
  const negated = rest[1] === "^";
  let at = negated ? 2 : 1;
  const ranges: string[] = [];
  while (ranges.length === 0 || rest[at] !== "]") {
    const low = memberOf(rest, at, style);
    if (low === undefined) return undefined;
    at = low.end;
    const high = rest[at] === "-" ? memberOf(rest, at + 1, style) : low;
    if (high === undefined) return undefined;
    at = high.end;
    ranges.push(rangeOf(low.character, high.character));
  }
  const alternatives = ranges.filter((range) => range !== "").join("");
  const nothing = negated ? "[^/]" : "[]";
  return {
    source: alternatives === "" ? nothing : `[${negated ? "^/" : ""}${alternatives}]`,
    length: at + 1,
  };
}

function memberOf(rest: string, from: number, style: PatternStyle) {
  const at = rest[from] === "\\" && style === "unix" ? from + 1 : from;
  const isQuoted = at > from;
  const character = characterOf(rest.slice(at));
  if (character === "" || (!isQuoted && (character === "-" || character === "]"))) return undefined;
  const end = at + character.length;
  return end < rest.length ? { character, end } : undefined;
}

/** A range that runs backwards holds nothing. */
function rangeOf(low: string, high: string): string {
  if ((low.codePointAt(0) ?? 0) > (high.codePointAt(0) ?? 0)) return "";
  return low === high ? quote(low) : `${quote(low)}-${quote(high)}`;
}

function characterOf(text: string): string {
  const code = text.codePointAt(0);
  return code === undefined ? "" : String.fromCodePoint(code);
}

function quote(character: string): string {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}
