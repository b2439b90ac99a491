import { invalidField } from "./errors.ts";

/** One page of rows that were asked for with one more than `limit`; `placeOf` gives what the list is sorted by. */
export function pageOf<Row, Item>(
  rows: readonly Row[],
  limit: number,
  placeOf: (row: Row) => (string | number)[],
  toItem: (row: Row) => Item,
): { items: Item[]; nextCursor: string | null } {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map(toItem),
    nextCursor: rows.length > limit && last !== undefined ? encodeCursor(placeOf(last)) : null,
  };
}

/** A place in a list, opaque to callers: the values of the last row's sort columns. */
export function encodeCursor(values: (string | number)[]): string {
  return Buffer.from(JSON.stringify(values)).toString("base64url");
}

export function decodeCursor(cursor: string, length: number): string[] {
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString());
    if (Array.isArray(values) && values.length === length) return values.map(String);
  } catch {
    // Falls through to the same sentence as any other text that is no cursor.
  }
  throw invalidField("cursor", "is not a cursor of this list; leave it out to start from the beginning");
}
