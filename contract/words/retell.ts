/** The sentences of one language by the English ones. */
export type Words = Readonly<Record<string, string>>;
export type Values = Record<string, string | number | Date>;
/** A sentence of another language with its holes filled in. */
type Fill = (sentence: string, values?: Values) => string;

/** What a text is in the other language, how many of its letters were recognised, and what was not. */
export type Retold = { text: string; known: number; unknown: readonly string[] };
export type Retell = (english: string) => Retold;

type Hole = { name: string; type: string | undefined };
type Pattern = { sentence: string; literals: string[]; holes: Hole[]; weight: number };

/** Longer lines are no sentences for people. */
const MOST_LETTERS = 4_000;
const MOST_CUTS = 30;
/** So many ways to read a text are tried: people are told nothing that needs more, but others may write what does. */
const MOST_WAYS = 10_000;
const SENTENCE_END = /(?<=[.!?:]) |; /g;
/** There, words may be a list, too. */
const IN_A_HOLE = /(?<=[.!?:]) |[;,] /g;

/**
 * Says what was composed in English in another language, by the English sentences that it was composed of: `{name} is full.`
 * A hole with a capital letter, `{Reason}`, holds words that are said in the other language too; any other one holds a name,
 * `{count, number}` a number and `{day, date}` a day. Where a text can be read in several ways, the one that recognises most of it counts.
 */
export function retelling(told: Words, fill: Fill): Retell {
  const patterns = Object.keys(told)
    .filter((sentence) => sentence.includes("{"))
    .map(patternOf);

  let seen = new Map<string, Retold | undefined>();
  let ways = 0;

  /** A sentence in a sentence is looked at again for each way to read what is around it. */
  function matched(piece: string): Retold | undefined {
    ways += 1;
    if (seen.has(piece) || ways > MOST_WAYS) return seen.get(piece);
    // Meanwhile it is not what it holds itself.
    seen.set(piece, undefined);
    const found = search(piece);
    seen.set(piece, found);
    return found;
  }

  function search(piece: string): Retold | undefined {
    if (Object.hasOwn(told, piece)) return { text: fill(piece), known: piece.length, unknown: [] };
    let best: Retold | undefined;
    for (const pattern of patterns) {
      const parts = partsOf(pattern, piece);
      if (parts === undefined) continue;
      const found = filled(pattern, parts);
      if (best === undefined || found.known > best.known) best = found;
    }
    if (best !== undefined || !piece.endsWith(":")) return best;
    const title = matched(piece.slice(0, -1));
    return title && { ...title, text: `${title.text}:` };
  }

  function filled({ sentence, holes, weight }: Pattern, parts: readonly string[]): Retold {
    const values: Values = {};
    const unknown: string[] = [];
    let known = weight;
    holes.forEach((hole, at) => {
      const part = parts[at] ?? "";
      const inner = /^\p{Lu}/u.test(hole.name) ? retell(part, IN_A_HOLE) : undefined;
      known += inner?.known ?? 0;
      unknown.push(...(inner?.unknown ?? []));
      values[hole.name] = inner?.text ?? heldIn(hole, part) ?? part;
    });
    return { text: fill(sentence, values), known, unknown };
  }

  function retell(text: string, end: RegExp): Retold {
    const isTooMuch = text.length > MOST_LETTERS || ways >= MOST_WAYS;
    const cuts = isTooMuch ? [] : [...text.matchAll(end)].slice(0, MOST_CUTS);
    return bestOf(text, cuts, matched);
  }

  return (english) => {
    seen = new Map();
    ways = 0;
    const lines = english.split("\n").map((line) => retell(line, SENTENCE_END));
    return lines.reduce((above, line) => joined(above, "\n", line));
  };
}

/** From the end of the text to its beginning: the best way to read what begins at each sentence. */
function bestOf(
  text: string,
  cuts: readonly RegExpExecArray[],
  matched: (piece: string) => Retold | undefined,
): Retold {
  const starts = [0, ...cuts.map(({ index, 0: gap }) => index + gap.length)];
  const ends = [...cuts.map(({ index }) => index), text.length];
  const best: Retold[] = [{ text: "", known: 0, unknown: [] }];
  for (let from = starts.length - 1; from >= 0; from--) {
    const first = text.slice(starts[from], ends[from]);
    const ways = ends.slice(from).map((end, skipped) => {
      const head = matched(text.slice(starts[from], end));
      return head && joined(head, cuts[from + skipped]?.[0] ?? "", best[skipped]);
    });
    const asItIs = joined({ text: first, known: 0, unknown: [first] }, cuts[from]?.[0] ?? "", best[0]);
    best.unshift(ways.reduce<Retold>((one, way) => (way && way.known >= one.known ? way : one), asItIs));
  }
  return best[0] ?? { text, known: 0, unknown: [text] };
}

function joined(head: Retold, gap: string, tail: Retold = { text: "", known: 0, unknown: [] }): Retold {
  return {
    text: head.text + gap + tail.text,
    known: head.known + tail.known,
    unknown: [...head.unknown, ...tail.unknown],
  };
}

const HOLE = /\{(\w+)(?:, (\w+))?\}/g;

function patternOf(sentence: string): Pattern {
  const holes: Hole[] = [];
  const literals = sentence.replace(HOLE, "\0").split("\0");
  for (const [, name = "", type] of sentence.matchAll(HOLE)) holes.push({ name, type });
  return { sentence, literals, holes, weight: literals.join("").length };
}

/** What stands in the holes of a sentence, where the text is one like it. */
function partsOf({ literals, holes }: Pattern, text: string): string[] | undefined {
  const [first = "", last = ""] = [literals[0], literals.at(-1)];
  if (!text.startsWith(first) || !text.endsWith(last)) return undefined;
  const end = text.length - last.length;
  const parts: string[] = [];
  let at = first.length;
  for (const [index, hole] of holes.entries()) {
    const isLast = index === holes.length - 1;
    const next = isLast ? end : text.indexOf(literals[index + 1] ?? "", at + 1);
    if (next <= at || next > end) return undefined;
    const part = text.slice(at, next);
    if (heldIn(hole, part) === undefined) return undefined;
    parts.push(part);
    at = next + (literals[index + 1]?.length ?? 0);
  }
  return parts;
}

/** What a hole holds; nothing where it cannot hold that. */
function heldIn({ type }: Hole, part: string): string | number | Date | undefined {
  if (type === "number")
    return /^\d[\d,]*(\.\d+)?$/.test(part) ? Number(part.replaceAll(",", "")) : undefined;
  if (type !== "date") return part;
  const day = new Date(part);
  return Number.isNaN(day.getTime()) ? undefined : day;
}
