import * as z from "zod";

export const id = z.uuid();
export type Id = z.infer<typeof id>;

/** As every instant is kept: sorts as text, reads the same in tables, JSON and logs. Only days that there are. */
export const CANONICAL_INSTANT = z.regexes.datetime({ precision: 3 });

/** ISO-8601 in UTC. Whoever leaves the milliseconds out, or gives more digits, means the same as with three. */
export const instant = z.iso
  .datetime()
  .overwrite((text) => (CANONICAL_INSTANT.test(text) ? text : canonical(text)));
export type Instant = z.infer<typeof instant>;

export const count = z.int().min(0);

export const byId = z.object({ id });

export const nothing = z.undefined();

/** Query of a list: keyset paging by an opaque cursor, never by offset. */
export const pageQuery = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(500).optional(),
});

export function page<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() });
}

/** A list that is short enough to be given as a whole. */
export function wholeList<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), nextCursor: z.null().default(null) });
}

/** IANA zone name, checked against the zones this runtime knows. */
export const timeZone = z.string().max(64).refine(isKnownZone, "is not a time zone like Europe/Berlin");

export const operatingSystem = z.enum(["linux", "darwin", "windows"]);
export type OperatingSystem = z.infer<typeof operatingSystem>;

export const label = z
  .string()
  .regex(/^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,49}$/u, "letters, digits, space, dot, dash; at most 50");

/** What is no instant stays as it is: the check before has found its fault. */
function canonical(text: string): string {
  const ms = Date.parse(text);
  return Number.isNaN(ms) ? text : new Date(ms).toISOString();
}

export function isKnownZone(name: string | undefined): name is string {
  if (name === undefined) return false;
  try {
    // Each locale is a megabyte once it was used, so it is the same one as for all times that are reckoned with.
    new Intl.DateTimeFormat("en-US", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
