import { invalidField } from "./errors.ts";

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
