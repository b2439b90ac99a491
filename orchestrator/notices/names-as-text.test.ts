import { expect, test } from "vitest";
import { noticeChannelInput } from "#contract/notices";
import type { Message } from "./message.ts";
import { requestFor } from "./requests.ts";

const link = "[Sign in to Holdfast](https://evil.example)";
const told = (hostname: string): Message => ({
  type: "message",
  noticeId: "0193c0de-0000-7000-8000-000000000002",
  at: "2026-11-24T12:00:00.000Z",
  kind: "failure",
  severity: "critical",
  title: `The backup on ${hostname} failed`,
  text: `${hostname} could not be read.`,
  replaces: null,
  items: [],
});

const url = "https://chat.example/hook";
const server = "https://push.example";
const settings = {
  slack: { url },
  discord: { url },
  teams: { url },
  webhook: { url },
  telegram: { server, chatId: "-100", token: "1:abc" },
  ntfy: { server, topic: "backups" },
  gotify: { server, token: "t0ken" },
};

function sent(kind: keyof typeof settings, message: Message): string {
  const channel = noticeChannelInput.parse({ kind, name: "Test", ...settings[kind] });
  if (channel.kind === "email" || channel.kind === "ping") throw new Error("not by a web request");
  return requestFor(channel, message).body ?? "";
}

test("Slack gets its own signs spelled as it asks for, and everything else as it is", () => {
  const { text } = JSON.parse(sent("slack", told("R&D <1> “Ä”"))) as { text: string };

  expect(text).toBe(
    "⛔ *The backup on R&amp;D &lt;1&gt; “Ä” failed*\nR&amp;D &lt;1&gt; “Ä” could not be read.",
  );
});

test.each([
  ["slack", "<!channel>"],
  ["slack", "<https://evil.example|Sign in to Holdfast>"],
  ["slack", "@channel"],
  ["slack", link],
  ["discord", link],
  ["teams", link],
  ["telegram", "@anna_of_the_group"],
] as const)("on %s a machine called %s rings at nobody and is no link, but looks so", (kind, hostname) => {
  const body = sent(kind, told(hostname));

  expect(body).not.toContain(hostname);
  const seen = body.replaceAll("\u200b", "").replaceAll("&lt;", "<").replaceAll("&gt;", ">");
  expect(seen.split(hostname)).toHaveLength(3);
});

test("no cut leaves a sign of Slack half", () => {
  const { text } = JSON.parse(sent("slack", { ...told("a"), text: "<".repeat(10_000) })) as { text: string };

  expect(text).toMatch(/(&lt;)+ …$/);
  expect(text.replaceAll("&lt;", "<").length).toBe(3_000);
});

test.each(["ntfy", "gotify", "webhook"] as const)("%s shows what it gets as plain text", (kind) => {
  const body = JSON.parse(sent(kind, told(link))) as object;

  expect(body).toMatchObject({ title: told(link).title });
  expect(Object.keys(body)).not.toEqual(expect.arrayContaining(["markdown", "extras"]));
});
