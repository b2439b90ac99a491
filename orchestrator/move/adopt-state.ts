import { openDatabase } from "../db/database.ts";
import type { Seal } from "../secrets/seal.ts";
import { settleIn } from "./settle-in.ts";
import { openState } from "./state-file.ts";

/** Makes the database of the new computer out of what the old one handed over. */
export async function adoptState(target: string, stateFile: string, seal: Seal): Promise<void> {
  await openState(stateFile, seal, target);
  const db = await openDatabase(target);
  try {
    await db.write(settleIn);
  } finally {
    await db.close();
  }
}
