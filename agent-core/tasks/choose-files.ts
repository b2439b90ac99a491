import type { TreeEntry } from "#contract/browse";

type Chosen = TreeEntry & { sizeBytes: number };
type Wanted = { files: number; mostBytes: number };

const DAY_MS = 86_400_000;

/**
 * Draws files at random, recent and large ones more often: those are asked back most, and hurt most. One pass, and only as
 * many entries in memory as are wanted (Efraimidis and Spirakis: the largest u^(1/weight) are a weighted sample).
 */
export function createFileDraw({ files, mostBytes }: Wanted, now: Date, random: () => number) {
  let drawn: { entry: Chosen; ticket: number }[] = [];
  let lowest = 0;

  function cut(): void {
    drawn.sort((one, other) => other.ticket - one.ticket);
    drawn = drawn.slice(0, files);
    lowest = drawn.length < files ? 0 : (drawn.at(-1)?.ticket ?? 0);
  }

  return {
    see(entry: TreeEntry): void {
      const { type, sizeBytes } = entry;
      if (type !== "file" || sizeBytes === undefined || sizeBytes > mostBytes) return;
      const ticket = random() ** (1 / weightOf({ ...entry, sizeBytes }, now));
      if (ticket <= lowest) return;
      if (drawn.push({ entry: { ...entry, sizeBytes }, ticket }) >= files * 2) cut();
    },
    /** The largest are left out until all together fit. */
    files(): Chosen[] {
      cut();
      let left = mostBytes;
      return drawn
        .map(({ entry }) => entry)
        .sort((one, other) => one.sizeBytes - other.sizeBytes)
        .filter(({ sizeBytes }) => {
          if (sizeBytes > left) return false;
          left -= sizeBytes;
          return true;
        });
    },
  };
}

function weightOf({ sizeBytes, modifiedAt }: Chosen, now: Date): number {
  const days = (now.getTime() - Date.parse(modifiedAt ?? "")) / DAY_MS;
  return (1 + Math.log2(1 + sizeBytes)) * recency(days);
}

function recency(days: number): number {
  if (days <= 30) return 4;
  return days <= 365 ? 2 : 1;
}
