import type { Tx } from "../db/database.ts";

/** Names are unique here: one that this machine uses for something of its own gets its manager's beside it. */
export async function freeName(
  tx: Tx,
  table: "policy" | "repository",
  { id, name }: { id: string; name: string },
  managedBy: string,
): Promise<string> {
  for (let number = 0; ; number += 1) {
    const candidate =
      number === 0 ? name : withSuffix(name, number === 1 ? managedBy : `${managedBy} ${number}`);
    const other = await tx
      .selectFrom(table)
      .select("id")
      .where("name", "=", candidate)
      .where("id", "!=", id)
      .executeTakeFirst();
    if (other === undefined) return candidate;
  }
}

const LONGEST_NAME = 100;

function withSuffix(name: string, what: string): string {
  const suffix = ` (${what.slice(0, 60)})`;
  return name.slice(0, LONGEST_NAME - suffix.length) + suffix;
}
