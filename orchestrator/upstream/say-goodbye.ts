import { leaveOrchestrator } from "#contract/agent-protocol";
import type { Session } from "./follower.ts";
import type { Rounds } from "./rounds.ts";

/** Somebody waits; one that is away cannot be told at all. */
const PATIENCE_MS = 10_000;

/** Brings what is not told yet, as far as that goes, and has this machine's key ended there. Returns whether that was heard. */
export async function sayGoodbye(
  { report, deliver }: Pick<Rounds, "report" | "deliver">,
  session: Session,
): Promise<boolean> {
  const signal = AbortSignal.any([session.signal, AbortSignal.timeout(PATIENCE_MS)]);
  const hurried = { ...session, signal };
  await report(hurried)
    .then(() => deliver(hurried))
    .catch(() => undefined);
  const { client } = session;
  return await client
    .call(signal)(leaveOrchestrator, { params: { id: client.agentId } })
    .then(
      () => true,
      () => false,
    );
}
