import { expect, test } from "vitest";
import { streamEvents } from "#contract/events";
import { LOCAL_TOKEN, openOrchestrator } from "../orchestrator-for-tests.ts";

test("the stream of events is open before anything happens", async () => {
  const orchestrator = await openOrchestrator();
  const { url } = await orchestrator.listen();

  const answer = await fetch(`${url}${streamEvents.path}`, {
    headers: { authorization: `Bearer ${LOCAL_TOKEN}`, accept: "text/event-stream" },
    signal: AbortSignal.timeout(5_000),
  });

  expect(answer.status).toBe(200);
  expect(answer.headers.get("content-type")).toMatch("text/event-stream");
  await answer.body?.cancel();
  await orchestrator.close();
});
