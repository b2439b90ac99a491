import type { Database } from "../db/database.ts";
import { createRemembered } from "../db/remembered.ts";
import { type Soon, whenKnown } from "../when-known.ts";

const ALL = "all";

/** Grows with every change of any repository; agents ask for theirs anew when it does. */
export function createRepositoryRevision(db: Database): () => Soon<number> {
  const revision = createRemembered(async () => {
    const row = await db.read
      .selectFrom("repository")
      .select((eb) => eb.fn.sum<number | null>("revision").as("sum"))
      .executeTakeFirst();
    return row?.sum ?? 0;
  });
  db.onChange((change, isOver) => {
    if (change.table === "repository") revision.changed(ALL, isOver);
  });
  return () => whenKnown(revision.get(ALL), (sum) => sum ?? 0);
}
