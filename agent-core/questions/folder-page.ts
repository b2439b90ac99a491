import type { LsArgs, TreeEntry } from "#contract/browse";

type Place = Pick<TreeEntry, "name" | "type">;
type Keyed<Entry> = { entry: Entry; name: string; key: string };
type Placed = Omit<Keyed<never>, "entry">;

/**
 * The next entries of a folder in the order for people: folders first, then by name as people count: `photo 2` before
 * `photo 10`, `Zoo` after `apple`. Keeps no more than twice what is asked for, however large the folder is.
 */
export function createFolderPage<Entry extends Place = TreeEntry>({
  limit,
  after,
}: Pick<LsArgs, "limit" | "after">) {
  const floor = after && placed(after);
  let kept: Keyed<Entry>[] = [];
  let ceiling: Placed | undefined;

  function cut(): void {
    kept.sort(compare);
    if (kept.length < limit) return;
    kept = kept.slice(0, limit);
    ceiling = kept.at(-1);
  }

  function isWithin(one: Placed): boolean {
    if (floor !== undefined && compare(one, floor) <= 0) return false;
    return ceiling === undefined || compare(one, ceiling) < 0;
  }

  return {
    mayWant: (entry: Place): boolean => (floor ?? ceiling) === undefined || isWithin(placed(entry)),
    take(entry: Entry): void {
      const one = { entry, ...placed(entry) };
      if (!isWithin(one)) return;
      if (kept.push(one) >= limit * 2) cut();
    },
    entries(): Entry[] {
      cut();
      return kept.map(({ entry }) => entry);
    },
  };
}

/** With a text that sorts right by itself: `Intl.Collator` would take seconds for a folder of 200,000. */
function placed({ name, type }: Place): Placed {
  const letters = isPlain(name) ? name.toLowerCase() : withoutMarks(name);
  const key = letters.replace(/\d+/g, (digits) => {
    const number = digits.replace(/^0+(?=\d)/, "");
    return `${String(number.length).padStart(3, "0")}${number}`;
  });
  return { name, key: `${type === "dir" ? 0 : 1}${key}` };
}

const isPlain = (name: string) => /^[ -~]*$/.test(name);
const withoutMarks = (name: string) => name.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

function compare(one: Placed, other: Placed): number {
  return order(one.key, other.key) || order(one.name, other.name);
}

function order(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
