import { MAX_ITEMS, type UnreadableItem } from "#contract/outcome";
import { type ErrorMessage, wordsOf } from "./messages.ts";

/** Items that restic could not read or write: the first thousand, and how many there were. A folder is named twice, by scan and by archiver. */
export function createItemCollector() {
  const items: UnreadableItem[] = [];
  const seen = new Set<string>();
  let itemCount = 0;

  return {
    /** False for one that was there before. */
    add(message: ErrorMessage): boolean {
      const path = message.item ?? "";
      const key = path.slice(0, 8_000);
      if (key !== "" && seen.has(key)) return false;
      if (seen.size < 100_000) seen.add(key);
      itemCount++;
      if (items.length < MAX_ITEMS)
        items.push({
          path: key,
          message: wordsOf(message).slice(0, 1_000),
          ...(message.during === undefined ? {} : { during: message.during.slice(0, 50) }),
        });
      return true;
    },
    count: () => itemCount,
    found: (): { items?: UnreadableItem[]; itemCount?: number } =>
      itemCount === 0 ? {} : { items, itemCount },
  };
}

export type ItemCollector = ReturnType<typeof createItemCollector>;
