import type { PrivateFiles } from "../backend/private-files.ts";

/** Windows takes 32,767 characters for a whole command, and quotes may double these. */
const MOST_CHARACTERS = 12_000;

/** As arguments, which the log shows; in a file where they are too long for a command. */
export async function excludeArguments(files: PrivateFiles, patterns: readonly string[]): Promise<string[]> {
  const args = patterns.map((pattern) => `--exclude=${pattern}`);
  const characters = args.reduce((sum, { length }) => sum + length + 3, 0);
  // A line holds no pattern of two: only the name of a folder can bring one.
  if (characters <= MOST_CHARACTERS || patterns.some((pattern) => pattern.includes("\n"))) return args;
  const lines = patterns.map((pattern) => `${excludeLine(pattern)}\n`);
  return [`--exclude-file=${await files.write("exclude", lines.join(""))}`];
}

/**
 * The line of an exclude file that means what the pattern does as an argument: restic replaces `$NAME` there, takes blanks off both ends
 * and leaves out what begins with `#`. In a class a sign means itself on every system.
 */
export function excludeLine(pattern: string, platform = process.platform): string {
  return pattern
    .replace(FIRST, "[$&]")
    .replace(LAST, (_, before: string, blank: string) => {
      const isQuoted = platform !== "win32" && before.length % 2 === 1;
      return `${isQuoted ? before.slice(1) : before}[${blank}]`;
    })
    .replaceAll("$", "$$$$");
}

/** What Go takes for a blank, and the mark that a file may begin with. */
const FIRST = /^[#\s\u0085]/;
const LAST = /(\\*)([\s\u0085])$/;
