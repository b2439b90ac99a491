import type { KitState } from "#contract/recovery";
import type { Tx } from "../db/database.ts";
import type { Row } from "../db/tables.ts";
import { toInstant } from "../ids.ts";
import { readUpkeep, setUpkeep } from "../repositories/upkeep.store.ts";

type Known = Pick<Row<"repository_upkeep">, "kit_made_at" | "kit_checked_at" | "kit_stale">;

export function kitStateOf(known: Known | undefined): KitState {
  return {
    madeAt: known?.kit_made_at ?? null,
    checkedAt: known?.kit_checked_at ?? null,
    stale: known?.kit_stale === 1,
  };
}

/** One more copy of the same kit takes nothing from the check of the first. */
export async function noteKitMade(tx: Tx, repositoryId: string, now: Date): Promise<void> {
  const known = await readUpkeep(tx, repositoryId);
  const isSame = known?.kit_made_at != null && known.kit_stale === 0;
  await setUpkeep(tx, repositoryId, {
    kit_made_at: toInstant(now),
    kit_stale: 0,
    ...(!isSame && { kit_checked_at: null }),
  });
}

export async function noteKitChecked(tx: Tx, repositoryId: string, now: Date): Promise<void> {
  await setUpkeep(tx, repositoryId, { kit_checked_at: toInstant(now) });
}

/** What stands in a kit that was made before opens the repository no more. */
export async function noteKitStale(tx: Tx, repositoryId: string): Promise<void> {
  const known = await readUpkeep(tx, repositoryId);
  if (known?.kit_made_at != null) await setUpkeep(tx, repositoryId, { kit_stale: 1, kit_checked_at: null });
}
