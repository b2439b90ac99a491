import { expect, test } from "vitest";
import { createApiToken, deleteApiToken } from "#contract/access";
import { streamEvents } from "#contract/events";
import { joinMachine, LOCAL_TOKEN, openOrchestrator } from "../orchestrator-for-tests.ts";

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

test("a token that was taken back hears nothing more, also on a stream that is open", async () => {
  const orchestrator = await openOrchestrator();
  const { url } = await orchestrator.listen();
  const { id, token } = await orchestrator.admin(createApiToken, { body: { name: "wall", role: "viewer" } });
  const open = (bearer: string) =>
    fetch(`${url}${streamEvents.path}`, { headers: { authorization: `Bearer ${bearer}` } });
  const heard = (await open(token)).text();
  const others = (await open(LOCAL_TOKEN)).body?.getReader();

  await orchestrator.admin(deleteApiToken, { params: { id } });
  await joinMachine(orchestrator);

  expect(await heard).not.toContain("agentId");
  expect(Buffer.from((await others?.read())?.value ?? "").toString()).toContain("agentId");
  await others?.cancel();
  await orchestrator.close();
});
