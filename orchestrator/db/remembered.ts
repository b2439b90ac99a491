import type { Soon } from "../when-known.ts";

/**
 * Answers of the database that are kept until something changes. While a change is under way, and when one came while an answer was being
 * read, that answer is used once and not kept: it may be older than the change.
 */
export function createRemembered<T>(read: (key: string) => Promise<T | undefined>) {
  const known = new Map<string, T>();
  const changing = new Set<string>();
  let changes = 0;

  async function ask(key: string): Promise<T | undefined> {
    const before = changes;
    const value = await read(key);
    if (value !== undefined && before === changes && !changing.has(key)) known.set(key, value);
    return value;
  }

  return {
    /** What is known without asking. */
    peek: (key: string) => known.get(key),
    /** At once where it is known. */
    get: (key: string): Soon<T | undefined> => known.get(key) ?? ask(key),
    changed(key: string, isOver: boolean): void {
      changes += 1;
      known.delete(key);
      if (isOver) changing.delete(key);
      else changing.add(key);
    },
  };
}
