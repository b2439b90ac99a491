import { destinationWords } from "#contract/consents";
import { type RestoreSpec, restoreSpec, type TaskOffer } from "#contract/task";
import { readAgentRow } from "../agents/agents.store.ts";
import { factsOf } from "../agents/facts.ts";
import type { Tx } from "../db/database.ts";
import { toInstant } from "../ids.ts";
import { nobody } from "../notices/message.ts";
import { recordNotice } from "../notices/notices.store.ts";

/** Nobody answers: no. */
const PATIENCE_MS = 15 * 60_000;

type Asked = { taskId: string; agentId: string; askedBy: string; offer: TaskOffer };

/**
 * A restore that another orchestrator wants here waits for somebody here, unless the machine's own rules allow it. A yes is good for
 * exactly that restore, and so for its retries.
 */
export async function askForConsent(
  tx: Tx,
  { taskId, agentId, askedBy, offer }: Asked,
  now: Date,
): Promise<void> {
  const spec = offer.kind === "restore" ? restoreSpec.safeParse(offer.spec).data : undefined;
  if (spec === undefined) return;
  const agent = await readAgentRow(tx, agentId);
  const known = await tx.selectFrom("consent").selectAll().where("task_id", "=", taskId).executeTakeFirst();
  const what_json = JSON.stringify({ spec, location: offer.repository.location });
  if (known?.answer === "allowed" && known.what_json === what_json) return;
  await tx.deleteFrom("consent").where("task_id", "=", taskId).execute();
  const mayBegin = agent !== undefined && factsOf(agent)?.restoreWithoutAsking === true;
  if (mayBegin || !isFelt(spec)) return;
  const expires = new Date(now.getTime() + PATIENCE_MS);
  await tx
    .insertInto("consent")
    .values({
      ...{ task_id: taskId, asked_by: askedBy, asked_at: toInstant(now), expires_at: toInstant(expires) },
      what_json,
    })
    .execute();
  await tell(tx, taskId, askedBy, spec, now);
}

/** A folder of its own that was not there before changes nothing that anybody uses. */
function isFelt({ dryRun, inPlace, target }: RestoreSpec): boolean {
  return !dryRun && (inPlace || target !== undefined);
}

async function tell(tx: Tx, taskId: string, askedBy: string, spec: RestoreSpec, now: Date): Promise<void> {
  const target = spec.inPlace ? null : (spec.target ?? null);
  const content = {
    ...nobody,
    title: `${askedBy} wants to restore files to this computer`,
    text: `They would go ${destinationWords({ target, overwrite: spec.overwrite })}. Open Holdfast to allow or refuse it; without an answer within 15 minutes nothing is restored.`,
    cause: null,
  };
  const decision = {
    kind: "consent-asked",
    severity: "problem",
    tell: true,
    reason: "Told once for each restore that waits for an answer here.",
    replaces: null,
  } as const;
  await recordNotice(tx, `consent:${taskId}`, decision, content, now);
}
