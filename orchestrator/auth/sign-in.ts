import type * as z from "zod";
import { role, type signIn } from "#contract/access";
import { writeAudit } from "../audit/audit.ts";
import type { Database, Tx } from "../db/database.ts";
import { DomainError } from "../http/errors.ts";
import { hashSecret } from "../ids.ts";
import { accountByName } from "./accounts.store.ts";
import type { NoteFailure } from "./failure-notes.ts";
import type { Passwords } from "./passwords.ts";
import { isSameSecret } from "./same-secret.ts";
import { endSession, type Principal, startSession, THIS_COMPUTER } from "./sessions.store.ts";
import type { SignInLimit } from "./sign-in-limit.ts";
import type { SignInLinks } from "./sign-in-links.ts";
import { objectOfSignIn } from "./sign-ins-on-record.ts";
import type { Throttle } from "./throttle.ts";

export type SignInDeps = {
  db: Database;
  now: () => Date;
  localToken: string;
  passwords: Passwords;
  throttle: Throttle;
  signInLimit: SignInLimit;
  noteFailure: NoteFailure;
  links: SignInLinks;
};
type Given = z.output<typeof signIn.body>;
type Account = NonNullable<Awaited<ReturnType<typeof accountByName>>>;
type Way = { address: string; oldToken: string | undefined };
type SignedIn = { principal: Principal; token: string };

/** Trades a credential for a session; the session that the browser had before ends. */
export async function startSignedIn(deps: SignInDeps, given: Given, way: Way): Promise<SignedIn> {
  if ("username" in given) return byPassword(deps, given, way);
  await checkToken(deps, given, way.address);
  return deps.db.write((tx) => letIn(tx, THIS_COMPUTER, way, deps.now()));
}

async function letIn(tx: Tx, principal: Principal, { address, oldToken }: Way, at: Date): Promise<SignedIn> {
  if (oldToken !== undefined) await endSession(tx, hashSecret(oldToken));
  await writeAudit(tx, { at, actor: principal.actor, action: "sign-in", object: objectOfSignIn(address) });
  return { principal, token: await startSession(tx, principal, at) };
}

async function checkToken(
  deps: SignInDeps,
  given: { localToken: string } | { linkToken: string },
  address: string,
): Promise<void> {
  const isRight =
    "linkToken" in given ? deps.links.use(given.linkToken) : isSameSecret(given.localToken, deps.localToken);
  if (isRight) return;
  // Nobody guesses 256 bits: this only keeps down what a stranger can have written.
  deps.throttle.attempt(`token ${address}`);
  await deps.noteFailure({ action: "sign-in-failed", object: "this computer", address });
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
  way: Way,
): Promise<SignedIn> {
  const username = given.username.trim();
  const { queue, settle } = deps.signInLimit.attempt(username, way.address);
  const account = await accountByName(deps.db.read, username);
  const isRight = await settle(deps.passwords.matches(given.password, account?.password_hash, queue));
  if (!isRight || account === undefined) return refuse(deps, account, way.address);
  const signedIn = await deps.db.write(async (tx) => {
    const principal = await asItIsNow(tx, account);
    return principal && letIn(tx, principal, way, deps.now());
  });
  return signedIn ?? refuse(deps, account, way.address);
}

/** While its password waited for its turn, an account may have got another one or a new role, or been removed. */
async function asItIsNow(tx: Tx, proven: Account): Promise<Principal | undefined> {
  const account = await accountByName(tx, proven.username);
  if (account?.password_hash !== proven.password_hash) return undefined;
  return { accountId: account.id, actor: account.username, role: role.parse(account.role) };
}

async function refuse(deps: SignInDeps, account: Account | undefined, address: string): Promise<never> {
  // What is typed as an unknown name is sometimes a password, so it is not written down.
  const object = account?.username ?? "an unknown account";
  await deps.noteFailure({ action: "sign-in-failed", object, address });
  throw new DomainError("wrong-credential", "The user name or the password is wrong.");
}
