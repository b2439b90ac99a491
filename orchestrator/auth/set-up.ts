import { writeAudit } from "../audit/audit.ts";
import type { Database } from "../db/database.ts";
import { DomainError } from "../http/errors.ts";
import { newSecret } from "../ids.ts";
import { hasAccount, insertFirstAdmin } from "./accounts.store.ts";
import type { NoteFailure } from "./failure-notes.ts";
import { checkNewPassword } from "./password-rules.ts";
import type { Passwords } from "./passwords.ts";
import { isSameSecret } from "./same-secret.ts";
import type { Throttle } from "./throttle.ts";

type Log = { info(message: string): void };

/** A one-time token that lives while nobody has an account: the only way into a new orchestrator from outside. */
export async function createSetUp({ db, log }: { db: Database; now: () => Date; log: Log }) {
  let token = (await hasAccount(db.read)) ? undefined : newSecret("hfsetup");
  if (token !== undefined)
    log.info(`No account yet. Make the first one in the browser with this token: ${token}`);
  return {
    setupToken: (): string | undefined => token,
    /** The first account exists: the token is worthless, and a file that holds it can go. */
    finishSetUp(): void {
      token = undefined;
    },
  };
}

type Deps = {
  db: Database;
  now: () => Date;
  passwords: Passwords;
  throttle: Throttle;
  noteFailure: NoteFailure;
  setupToken(): string | undefined;
  finishSetUp?(): void;
};
type Given = { token: string; username: string; password: string; address: string };

export async function setUpFirstAdmin(deps: Deps, given: Given): Promise<{ id: string; username: string }> {
  const { db, now, passwords } = deps;
  if (await hasAccount(db.read)) throw alreadySetUp();
  await checkToken(deps, given);
  checkNewPassword(given.password, given.username);
  const passwordHash = await passwords.hash(given.password);
  const account = await db.write(async (tx) => {
    const at = now();
    const made = await insertFirstAdmin(tx, { username: given.username, passwordHash }, at);
    if (made === undefined) throw alreadySetUp();
    await writeAudit(tx, { at, actor: made.username, action: "set-up", object: `account ${made.username}` });
    return made;
  });
  deps.finishSetUp?.();
  return account;
}

async function checkToken(
  { throttle, noteFailure, setupToken }: Deps,
  { token, address }: Given,
): Promise<void> {
  const key = `set-up ${address}`;
  throttle.attempt(key);
  const expected = setupToken();
  if (expected !== undefined && isSameSecret(token, expected)) {
    throttle.succeeded(key);
    return;
  }
  await noteFailure({ action: "set-up-failed", object: "this orchestrator", address });
  throw new DomainError(
    "wrong-credential",
    "That is not the set-up token. Copy it from the log of this start, or from run/setup-token in the data folder.",
  );
}

function alreadySetUp(): DomainError {
  return new DomainError("already-set-up", "There is an account already. Sign in with it.");
}
