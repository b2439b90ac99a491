import type { Row } from "../db/tables.ts";
import { newId, toInstant } from "../ids.ts";
import type { Seal } from "../secrets/seal.ts";
import { openChannel } from "./channel-parts.ts";
import type { Deliver } from "./deliver.ts";
import type { Outgoing } from "./message.ts";
import { DeliveryProblem } from "./post.ts";

type Deps = { seal: Seal; deliver: Deliver; now: () => Date };

/** Sends one message at once. That it is not taken is an answer, not an error. */
export async function sendTest(
  { seal, deliver, now }: Deps,
  row: Row<"notice_channel">,
  signal: AbortSignal,
): Promise<{ delivered: boolean; detail: string; tookMs: number }> {
  const begun = performance.now();
  const took = () => Math.round(performance.now() - begun);
  try {
    await deliver(openChannel(seal, row), testFor(row, now()), signal);
    return { delivered: true, detail: "It was taken. See whether it arrived.", tookMs: took() };
  } catch (error) {
    if (!(error instanceof DeliveryProblem)) throw error;
    return { delivered: false, detail: error.message, tookMs: took() };
  }
}

/** A service that watches backups hears “all is well”: a failure would wake somebody. */
function testFor(row: Row<"notice_channel">, now: Date): Outgoing {
  const id = newId(now);
  if (row.kind === "ping") return { type: "ping", state: "success", runId: id };
  return {
    type: "message",
    noticeId: id,
    at: toInstant(now),
    kind: "test",
    severity: "info",
    title: "Holdfast: a test",
    text: `The channel “${row.name}” works. Nothing has happened to your backups.`,
    replaces: null,
    items: [],
  };
}
