import { once } from "node:events";
import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { exchange } from "./http-exchange.ts";

/** Answers half a sentence to whoever asks for it, the whole to everybody else, and silence to who wants none. */
async function startTalker() {
  const server = createServer(({ url }, response) => {
    if (url === "/silence") return;
    response.write("half a ");
    if (url !== "/half") response.end("sentence");
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return (path: string) => request({ host: "127.0.0.1", port, path });
}

test.for(["before it is sent", "before it is answered", "in the middle of the answer"])(
  "a request that is given up %s ends with the reason",
  async (when) => {
    const ask = await startTalker();
    const gone = new AbortController();
    const reason = new Error("no longer wanted");
    if (when === "before it is sent") gone.abort(reason);
    const asked = ask(when === "in the middle of the answer" ? "/half" : "/silence");
    if (when === "before it is answered") asked.once("socket", () => gone.abort(reason));
    asked.once("response", (answer) => answer.once("data", () => gone.abort(reason)));

    const done = exchange(asked, undefined, gone.signal);

    await expect(done).rejects.toThrow(when === "in the middle of the answer" ? /aborted/ : reason);
    expect(asked.destroyed).toBe(true);
  },
);

test("a signal that comes after the answer changes nothing, and nobody listens to it any more", async () => {
  const ask = await startTalker();
  const later = new AbortController();
  let listening = 0;
  const signal = {
    aborted: false,
    reason: undefined,
    addEventListener: (...args: Parameters<AbortSignal["addEventListener"]>) => {
      listening++;
      later.signal.addEventListener(...args);
    },
    removeEventListener: (...args: Parameters<AbortSignal["removeEventListener"]>) => {
      listening--;
      later.signal.removeEventListener(...args);
    },
  };

  const answer = await exchange(ask("/"), undefined, signal);
  later.abort();

  expect(await answer.text()).toBe("half a sentence");
  expect(listening).toBe(0);
});
