import { getMe, me } from "#contract/access";
import type { Fetch } from "#contract/call";
import { type AdminFile, readAdminFile } from "../core/admin-file.ts";
import { isAlive } from "../core/is-alive.ts";
import { readUserFile } from "../core/user-file.ts";

export type FoundCore = {
  url: string;
  token: string;
  /** A service lets everybody see how this computer is protected, back it up and pause that, and no more. */
  isLimited?: true;
};

type Deps = { fetch: Fetch };

/** Of a process that is there: a computer that has just started is slow. Whoever gives up starts a core. */
const FIRST_ANSWER_MS = 10_000;
const ANSWER_MS = 3_000;

/** All that is needed to know it: a core of another version may say more or less. */
const answerOfCore = me.pick({ role: true });

/** The first core that left its address in one of the data folders and answers there. */
export async function findRunningCore(
  deps: Deps,
  dataDirs: readonly string[],
): Promise<FoundCore | undefined> {
  for (const dataDir of dataDirs) {
    const core = readAddress(dataDir);
    if (core !== undefined && (await answers(deps, core, FIRST_ANSWER_MS))) return core;
  }
  return undefined;
}

/** What the core of a data folder wrote about itself: for those who may do everything, else for everybody, where this user may read it. */
export function readAddress(dataDir: string): FoundCore | undefined {
  const admin = readIfAllowed(readAdminFile, dataDir);
  if (admin !== undefined) return { url: admin.url, token: admin.token };
  const user = readIfAllowed(readUserFile, dataDir);
  return user && { url: user.url, token: user.token, isLimited: true };
}

function readIfAllowed(read: (dataDir: string) => AdminFile | undefined, dataDir: string) {
  try {
    const found = read(dataDir);
    return found !== undefined && isAlive(found.pid) ? found : undefined;
  } catch {
    return undefined;
  }
}

/**
 * A core that was killed leaves its file behind, and its port may belong to the core of another account by now: only the
 * one that wrote the token takes it.
 */
export async function answers(
  { fetch }: Deps,
  { url, token }: FoundCore,
  limitMs = ANSWER_MS,
): Promise<boolean> {
  try {
    const reply = await fetch(`${url}${getMe.path}`, {
      method: getMe.method,
      headers: { accept: "application/json", authorization: `Bearer ${token}` },
      signal: AbortSignal.timeout(limitMs),
    });
    return reply.ok && answerOfCore.safeParse(JSON.parse(await reply.text())).success;
  } catch {
    return false;
  }
}
