import { hostname, userInfo } from "node:os";
import { userVariable } from "../config.ts";

/** This machine's account, by each name that restic may write into a lock for it. */
export type Account = { hostname: string; usernames: readonly string[]; platform: NodeJS.Platform };

type System = Pick<Account, "hostname" | "platform"> & {
  /** Nothing where the system has no entry for the account: a container that was given a mere number, a NAS. */
  user: { username: string; homedir: string } | undefined;
  /** `USER` of the environment, which restic gets too. */
  variable: string | undefined;
};

export function ownAccount(): Account {
  const { platform } = process;
  return accountOf({ platform, hostname: hostname(), user: currentUser(), variable: userVariable() });
}

/** restic asks Go for the name. For an account without an entry some builds take `USER`, the others none. */
export function accountOf({ platform, hostname, user, variable }: System): Account {
  const usernames = user === undefined ? ["", ...(variable ? [variable] : [])] : [user.username];
  // Go of late calls Windows' LocalSystem by the name of the machine, as the network does (golang/go#73471).
  if (platform === "win32" && /\\config\\systemprofile$/i.test(user?.homedir ?? ""))
    usernames.push(`${hostname.slice(0, MOST_NETBIOS)}$`);
  return { hostname, usernames, platform };
}

const MOST_NETBIOS = 15;

/** On Windows restic writes `DESKTOP-1\anna` where Node says `anna`, and the case of a letter means nothing. */
export function isLockOf(
  { hostname, usernames, platform }: Account,
  lock: { hostname: string; username: string },
): boolean {
  if (lock.hostname !== hostname) return false;
  if (platform !== "win32") return usernames.includes(lock.username);
  const name = lock.username.slice(lock.username.lastIndexOf("\\") + 1).toLowerCase();
  return usernames.some((own) => own.toLowerCase() === name);
}

/** For people. */
export function accountName(): string {
  return currentUser()?.username ?? `uid ${process.geteuid?.()}`;
}

function currentUser(): System["user"] {
  try {
    return userInfo();
  } catch {
    return undefined;
  }
}
