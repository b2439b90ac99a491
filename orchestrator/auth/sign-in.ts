import type * as z from "zod";
import { role, type signIn } from "#contract/access";
import { writeAudit } from "../audit/audit.ts";
import type { Database } from "../db/database.ts";
import { DomainError } from "../http/errors.ts";
import { hashSecret } from "../ids.ts";
import { accountByName } from "./accounts.store.ts";
import type { Passwords } from "./passwords.ts";
import { isSameSecret } from "./same-secret.ts";
import { endSession, type Principal, startSession, THIS_COMPUTER } from "./sessions.store.ts";
import type { SignInLinks } from "./sign-in-links.ts";
import type { Throttle } from "./throttle.ts";

export type SignInDeps = {
  db: Database;
  now: () => Date;
  localToken: string;
  passwords: Passwords;
  throttle: Throttle;
  links: SignInLinks;
};
type Given = z.output<typeof signIn.body>;
type Way = { address: string; oldToken: string | undefined };

/** Trades a credential for a session; the session that the browser had before ends. */
export async function startSignedIn(
  deps: SignInDeps,
  given: Given,
  { address, oldToken }: Way,
): Promise<{ principal: Principal; token: string }> {
  const principal = await principalOf(deps, given, address);
  const token = await deps.db.write(async (tx) => {
    const at = deps.now();
    if (oldToken !== undefined) await endSession(tx, hashSecret(oldToken));
    await writeAudit(tx, { at, actor: principal.actor, action: "sign-in", object: `address ${address}` });
    return startSession(tx, principal, at);
  });
  return { principal, token };
}

async function principalOf(deps: SignInDeps, given: Given, address: string): Promise<Principal> {
  if ("username" in given) return byPassword(deps, given, address);
  const isRight =
    "linkToken" in given ? deps.links.use(given.linkToken) : isSameSecret(given.localToken, deps.localToken);
  if (isRight) return THIS_COMPUTER;
  // Nobody guesses 256 bits: this only keeps the audit log from being filled.
  deps.throttle.attempt(`token ${address}`);
  await noteFailure(deps, "this computer", address);
  throw new DomainError(
    "wrong-credential",
    "linkToken" in given
      ? "This link has been used or is older than a minute. Run `holdfast open` for a new one."
      : "That is not the token of this start of Holdfast. Read it again from run/admin.json in the data folder.",
  );
}

async function byPassword(
  deps: SignInDeps,
  given: { username: string; password: string },
  address: string,
): Promise<Principal> {
  const username = given.username.trim();
  const key = `account ${username.toLowerCase()} ${address}`;
  deps.throttle.attempt(key);
  const account = await accountByName(deps.db.read, username);
  if ((await deps.passwords.matches(given.password, account?.password_hash)) && account !== undefined) {
    deps.throttle.succeeded(key);
    return { accountId: account.id, actor: account.username, role: role.parse(account.role) };
  }
  // What is typed as an unknown name is sometimes a password, so it is not written down.
  await noteFailure(deps, account?.username ?? "an unknown account", address);
  throw new DomainError("wrong-credential", "The user name or the password is wrong.");
}

async function noteFailure({ db, now }: SignInDeps, object: string, address: string): Promise<void> {
  await db.write((tx) =>
    writeAudit(tx, {
      at: now(),
      actor: "nobody",
      action: "sign-in-failed",
      object,
      detail: `address ${address}`,
    }),
  );
}
