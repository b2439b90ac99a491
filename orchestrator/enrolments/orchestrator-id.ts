import type { Tx } from "../db/database.ts";
import { newId } from "../ids.ts";

const NAME = "orchestrator.id";

/** What other machines know this orchestrator by, whatever its name or address. Made when it is first asked for. */
export async function orchestratorId(tx: Tx, now: Date): Promise<string> {
  await tx
    .insertInto("setting")
    .values({ name: NAME, value: newId(now) })
    .onConflict((conflict) => conflict.column("name").doNothing())
    .execute();
  const row = await tx
    .selectFrom("setting")
    .select("value")
    .where("name", "=", NAME)
    .executeTakeFirstOrThrow();
  return row.value;
}
