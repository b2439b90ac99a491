import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Logger } from "pino";
import type { Orchestrator } from "../../orchestrator/start.ts";
import type { CoreConfig } from "./config.ts";
import { findInvitation, type Invitation } from "./provision.ts";

const FIRST_WAIT_MS = 2_000;
const LONGEST_WAIT_MS = 300_000;

/** A computer that is set up without a person joins when it first reaches the orchestrator: an install may have no network yet. */
export function joinOnce(
  { follow }: Pick<Orchestrator, "follow">,
  { provision, dataDir }: Pick<CoreConfig, "provision" | "dataDir">,
  log: Logger,
): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const invitation = findInvitation(provision, (why) => log.error(why));
  const done =
    invitation === undefined || wasUsed(dataDir, invitation)
      ? Promise.resolve()
      : joinWith(follow, invitation, dataDir, log, stopping.signal);
  return {
    async stop() {
      stopping.abort();
      await done;
    },
  };
}

async function joinWith(
  follow: Orchestrator["follow"],
  invitation: Invitation,
  dataDir: string,
  log: Logger,
  signal: AbortSignal,
): Promise<void> {
  const { joinCode, labels, address, from } = invitation;
  for (let waitMs = FIRST_WAIT_MS; !signal.aborted; waitMs = Math.min(LONGEST_WAIT_MS, waitMs * 2)) {
    try {
      const { name } = await follow({ joinCode, ...(labels && { labels }), ...(address && { address }) });
      log.info({ upstream: name, from }, "This computer has joined with the code that was left for it");
      forget(invitation, dataDir, log);
      return;
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      if (isFinal(error)) {
        log.error({ from }, `The code that was left for this computer does not let it in: ${why}`);
        return;
      }
      log.warn({ from, waitMs }, `This computer could not join yet: ${why}`);
      await sleep(waitMs, undefined, { signal }).catch(() => undefined);
    }
  }
}

function forget(invitation: Invitation, dataDir: string, log: Logger): void {
  try {
    writeFileSync(markOf(dataDir), hashOf(invitation), { mode: 0o600 });
    invitation.forget();
  } catch (error) {
    log.warn({ err: error }, `The code could not be taken away; delete it yourself from ${invitation.from}`);
  }
}

/** One in the environment stays there: it is not used twice, also when this computer has left again. */
function wasUsed(dataDir: string, invitation: Invitation): boolean {
  try {
    return readFileSync(markOf(dataDir), "utf8") === hashOf(invitation);
  } catch {
    return false;
  }
}

const markOf = (dataDir: string) => join(dataDir, "joined-with");
const hashOf = ({ joinCode }: Invitation) =>
  createHash("sha256").update(joinCode.replace(/\s/g, "")).digest("hex");

/** The code itself is no good, or this computer is somebody else's already: to ask again changes nothing. */
function isFinal(error: unknown): boolean {
  if (!(error instanceof Error) || error.name !== "DomainError" || !("code" in error)) return false;
  return ["invalid-field", "not-your-orchestrator", "wrong-state", "protocol-too-old"].includes(
    String(error.code),
  );
}
