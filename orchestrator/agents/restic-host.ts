import { atMost } from "../db/at-most.ts";
import type { Tx } from "../db/database.ts";

/**
 * The name under which a machine's snapshots are kept. Retention tells machines apart by it, so no two may share one: the rules would
 * thin their snapshots as if one machine had made them all. Also that of a removed machine stays its own, for its snapshots are kept.
 */
export async function freeResticHost(tx: Tx, hostname: string): Promise<string> {
  for (let number = 1; ; number++) {
    const name = number === 1 ? hostname : `${hostname}-${number}`;
    const taken = await tx
      .selectFrom("agent")
      .select("id")
      .where("restic_host", "=", name)
      .limit(atMost(1))
      .executeTakeFirst();
    if (taken === undefined) return name;
  }
}
