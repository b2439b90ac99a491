import {
  answerConsentRequest,
  type ConsentRequest,
  destinationWords,
  listConsentRequests,
} from "#contract/consents";
import { moment } from "../../core/moment.ts";
import { type ExitCode, exitCodes, Refusal } from "../../core/refusal.ts";
import type { Context } from "../context.ts";

export type ConsentOptions = { allow?: string; refuse?: string };

/** Who wants to restore files to this computer, and the answer of its administrator. */
export async function consent(
  { client, output }: Context,
  { allow, refuse }: ConsentOptions,
): Promise<ExitCode> {
  const { call } = client();
  const { items } = await call(listConsentRequests, {});
  const given = allow ?? refuse;
  if (given === undefined) {
    output.give({ items }, () =>
      items.length === 0 ? "Nobody asks to restore files to this computer." : items.map(inWords).join("\n\n"),
    );
    return exitCodes.ok;
  }
  const [request, ...more] = items.filter(({ taskId }) => taskId.startsWith(given));
  if (request === undefined || more.length > 0)
    throw new Refusal(
      `${more.length > 0 ? "Several requests begin" : "No request begins"} with ${given}. See them with: holdfast consent`,
      exitCodes.usage,
    );
  const { taskId } = request;
  await call(answerConsentRequest, { params: { taskId }, body: { allow: allow !== undefined } });
  output.give({ taskId, allowed: allow !== undefined }, () =>
    allow === undefined ? "Refused: nothing is restored." : "Allowed: the restore begins now.",
  );
  return exitCodes.ok;
}

function inWords(request: ConsentRequest): string {
  const { taskId, askedBy, expiresAt, repositoryName, snapshotId, paths } = request;
  return [
    `${askedBy} wants to restore ${paths.length === 0 ? "everything" : paths.join(", ")}`,
    `  of snapshot ${snapshotId.slice(0, 8)} in “${repositoryName}” ${destinationWords(request)}.`,
    `  Without an answer until ${moment(expiresAt)} nothing is restored.`,
    `  holdfast consent --allow ${taskId}`,
    `  holdfast consent --refuse ${taskId}`,
  ].join("\n");
}
