import type { Fetch } from "#contract/call";
import { healthz } from "#contract/status";
import { type AdminFile, readAdminFile } from "../core/admin-file.ts";
import { readUserFile } from "../core/user-file.ts";

export type FoundCore = {
  url: string;
  token: string;
  /** A service lets everybody see how this computer is protected, back it up and pause that, and no more. */
  isLimited?: true;
};

type Deps = { fetch: Fetch };

/** The first core that left its address in one of the data folders and answers there. */
export async function findRunningCore(
  deps: Deps,
  dataDirs: readonly string[],
): Promise<FoundCore | undefined> {
  for (const dataDir of dataDirs) {
    const core = readAddress(dataDir);
    if (core !== undefined && (await answers(deps, core.url))) return core;
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
    return read(dataDir);
  } catch {
    return undefined;
  }
}

/** A core that was killed leaves its file behind, and its port may belong to a stranger by now. */
export async function answers({ fetch }: Deps, url: string): Promise<boolean> {
  try {
    const reply = await fetch(`${url}${healthz.path}`, {
      method: healthz.method,
      headers: { accept: "application/json" },
      signal: AbortSignal.timeout(3_000),
    });
    return reply.ok && healthz.reply.safeParse(JSON.parse(await reply.text())).success;
  } catch {
    return false;
  }
}
