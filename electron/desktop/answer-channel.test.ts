import { expect, test } from "vitest";
import type { DesktopChannel } from "#contract/desktop";
import { answerChannel, type Sender } from "./answer-channel.ts";

const coreUrl = "http://127.0.0.1:8484";
const page = { origin: coreUrl, isTopFrame: true };

function ask(
  channel: DesktopChannel,
  request: unknown,
  sender: Sender = page,
  url: string | undefined = coreUrl,
) {
  const handlers = {
    pickFolder: () => "/home/me/Documents",
    openFolder: (path: string) => path === "/home/me",
    appVersion: () => "1.2.3",
    openExternal: () => true,
    openWindow: () => true,
    setLanguage: () => true,
    startsAtLogin: () => false,
    setStartsAtLogin: (on: boolean) => on,
  };
  return answerChannel(handlers, { channel, request, sender, coreUrl: url });
}

test("the core's page gets its answer", async () => {
  expect(await ask("pickFolder", undefined)).toBe("/home/me/Documents");
  expect(await ask("openFolder", "/home/me")).toBe(true);
});

test("a foreign page, a frame within ours and a frame that is gone get none", async () => {
  const foreign = { ...page, origin: "https://evil.example" };

  await expect(ask("appVersion", undefined, foreign)).rejects.toThrow("Only Holdfast's own page");
  await expect(ask("appVersion", undefined, { ...page, isTopFrame: false })).rejects.toThrow(
    "Only Holdfast's own",
  );
  const gone = answerChannel({} as never, {
    channel: "appVersion",
    request: undefined,
    sender: undefined,
    coreUrl,
  });
  await expect(gone).rejects.toThrow("Only Holdfast's own");
});

test("an opaque origin is not the core's, also while there is no core", async () => {
  await expect(ask("appVersion", undefined, { origin: "null", isTopFrame: true }, "")).rejects.toThrow();
});

test("a request of the wrong shape reaches no handler", async () => {
  await expect(ask("openFolder", { path: "/etc" })).rejects.toThrow("wrong shape");
  await expect(ask("openFolder", "")).rejects.toThrow("wrong shape");
  await expect(ask("openExternal", "not a url")).rejects.toThrow("wrong shape");
  await expect(ask("pickFolder", "extra")).rejects.toThrow("wrong shape");
});
