import * as contract from "#contract/access";
import { writeAudit } from "../audit/audit.ts";
import type { Database } from "../db/database.ts";
import { hasAccount, insertFirstAdmin } from "./accounts.store.ts";
import { checkNewPassword } from "./password-rules.ts";
import { createPasswords } from "./passwords.ts";

/** Makes the first administrator where there is no account yet, from what the configuration says. */
export async function ensureFirstAdmin(
  db: Database,
  given: { username: string; password: string },
  now: Date,
): Promise<void> {
  if (await hasAccount(db.read)) return;
  const username = checked(given);
  const passwordHash = await createPasswords().hash(given.password);
  await db.write(async (tx) => {
    const made = await insertFirstAdmin(tx, { username, passwordHash }, now);
    if (made === undefined) return;
    await writeAudit(tx, {
      at: now,
      actor: "configuration",
      action: "set-up",
      object: `account ${username}`,
    });
  });
}

function checked({ username, password }: { username: string; password: string }): string {
  try {
    const name = contract.username.parse(username);
    checkNewPassword(password, name);
    return name;
  } catch (cause) {
    const reason =
      cause instanceof Error && !("issues" in cause) ? cause.message : "the user name cannot be used";
    throw new Error(
      `The first account could not be made (${reason}), so nobody could sign in. Change the configured password and start again.`,
      { cause },
    );
  }
}
