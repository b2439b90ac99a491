import type { Database } from "../db/database.ts";

/** So many free pages stay for what comes next: 8 MiB. */
const FREE_PAGES_KEPT = 2_048;
const PAGES_A_STEP = 512;

/** What was deleted leaves the disk, a little a step, so that nobody waits for it. */
export async function* giveSpaceBack(db: Database): AsyncGenerator<void> {
  for (let before = Number.POSITIVE_INFINITY; ; ) {
    const free = db.freePages();
    if (free <= FREE_PAGES_KEPT || free >= before) return;
    before = free;
    await db.shrink(PAGES_A_STEP);
    yield;
  }
}
