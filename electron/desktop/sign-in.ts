import type { Session } from "electron";
import { getMe, signIn } from "#contract/access";
import type { FoundCore } from "./find-core.ts";

/** An administrator signs in by himself where the core tells everybody of this computer only. Else: trades the local token for a session cookie that lands in the window's own jar and never in a page or an address. */
export async function ensureSignedIn(session: Session, { url, token, isLimited }: FoundCore): Promise<void> {
  if (isLimited === true) return;
  const me = await session.fetch(`${url}${getMe.path}`, { credentials: "include" });
  if (me.ok) return;
  const reply = await session.fetch(`${url}${signIn.path}`, {
    method: signIn.method,
    credentials: "include",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ localToken: token }),
  });
  if (!reply.ok) {
    throw new Error(
      `The window could not be signed in (HTTP ${reply.status}): ${(await reply.text()).slice(0, 300)}`,
    );
  }
}
