import { StringDecoder } from "node:string_decoder";
import type { FoundEntry } from "#contract/browse";
import { readNode } from "./ls.ts";
import { parseJson } from "./messages.ts";
import type { RunCommand } from "./open-restic.ts";
import type { ResticEnd } from "./run-restic.ts";

type Wanted = { pattern: string; ignoreCase: boolean; host?: string | undefined };
type TakeFound = (found: FoundEntry) => void | Promise<void>;

/** What matches a pattern of restic in all snapshots, newest first; what lies below a match matches too. */
export async function findEntries(
  run: RunCommand,
  { pattern, ignoreCase, host }: Wanted,
  onFound: TakeFound,
): Promise<ResticEnd> {
  const flags = [...(ignoreCase ? ["--ignore-case"] : []), ...(host === undefined ? [] : [`--host=${host}`])];
  return await run({
    args: ["find", "--json", "--no-lock", ...flags, "--", pattern],
    onOutput: (output) => readFound(output, onFound),
  });
}

/** One snapshot holds more than anybody reads. */
const MOST_IN_A_SNAPSHOT = 5_000;

/**
 * Reads `[{"matches":[{...}],"hits":1,"snapshot":"..."}]` while it comes. It is one line that can be longer than the memory, and it
 * names the snapshot after its matches.
 */
export async function readFound(output: AsyncIterable<Uint8Array>, onFound: TakeFound): Promise<void> {
  const decoder = new StringDecoder("utf8");
  const finished: { snapshotId: string; matches: string[] }[] = [];
  let matches: string[] = [];
  const read = createObjectReader({
    onMatch: (text) => {
      if (matches.length < MOST_IN_A_SNAPSHOT) matches.push(text);
    },
    onRest: (rest) => {
      const [, snapshotId] = /"snapshot":"([0-9a-f]{8,64})"/.exec(rest) ?? [];
      if (snapshotId !== undefined) finished.push({ snapshotId, matches });
      matches = [];
    },
  });
  for await (const part of output) {
    read(decoder.write(Buffer.from(part.buffer, part.byteOffset, part.byteLength)));
    for (const one of finished.splice(0)) {
      for (const text of one.matches) {
        const entry = readNode(parseJson(text));
        if (entry !== undefined) await onFound({ ...entry, snapshotId: one.snapshotId });
      }
    }
  }
}

type Take = { onMatch: (text: string) => void; onRest: (text: string) => void };
const [LIST, SNAPSHOT, MATCHES, MATCH] = [1, 2, 3, 4];

/** Cuts the stream at the brackets of its four levels: list, snapshot, matches, match. */
function createObjectReader({ onMatch, onRest }: Take): (text: string) => void {
  const isBracket = createBracketFinder();
  let depth = 0;
  let open = "";

  const close = (text: string) => {
    if (depth === MATCH) onMatch(text);
    if (depth === SNAPSHOT) onRest(text);
    open = "";
  };

  return (text) => {
    let from = 0;
    const enter = (at: number) => {
      depth++;
      if (depth === MATCH || depth === SNAPSHOT) [open, from] = ["", at];
    };
    const leave = (at: number) => {
      if (depth <= MATCH) {
        close(open + text.slice(from, at + 1));
        from = at + 1;
      }
      depth--;
    };
    for (let at = 0; at < text.length; at++) {
      const sign = text[at] ?? "";
      if (!isBracket(sign)) continue;
      if (sign === "{" || sign === "[") enter(at);
      else leave(at);
    }
    if (depth > LIST && depth !== MATCHES) open += text.slice(from);
  };
}

/** Brackets inside of a text, like those of a name, are none. */
function createBracketFinder(): (sign: string) => boolean {
  let isInText = false;
  let isEscaped = false;

  function readText(sign: string): void {
    if (isEscaped) isEscaped = false;
    else if (sign === "\\") isEscaped = true;
    else if (sign === '"') isInText = false;
  }

  return (sign) => {
    if (isInText) {
      readText(sign);
      return false;
    }
    isInText = sign === '"';
    return sign === "{" || sign === "[" || sign === "}" || sign === "]";
  };
}
