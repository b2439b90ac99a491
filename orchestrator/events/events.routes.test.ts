import { expect, test } from "vitest";
import { streamEvents } from "#contract/events";
import { LOCAL_TOKEN, openOrchestrator } from "../orchestrator-for-tests.ts";

test.each(["text/event-stream", "nonsense;"])(
  "the stream of events is open before anything happens, to who accepts %s",
  async (accept) => {
    const orchestrator = await openOrchestrator();
    const { url } = await orchestrator.listen();

    const answer = await fetch(`${url}${streamEvents.path}`, {
      headers: { authorization: `Bearer ${LOCAL_TOKEN}`, accept },
      signal: AbortSignal.timeout(5_000),
    });

    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-type")).toMatch("text/event-stream");
    await answer.body?.cancel();
    await orchestrator.close();
  },
);
