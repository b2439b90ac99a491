import type { NoticeChannelInput, NoticeSeverity } from "#contract/notices";
import type { Message, Ping } from "./message.ts";
import { spelledForSlack, withoutLinks, withoutMentions } from "./names-as-text.ts";

export type WebRequest = {
  url: string;
  method?: "GET" | "POST";
  headers?: Record<string, string>;
  body?: string;
};
type Kind = NoticeChannelInput["kind"];
type Web = Extract<NoticeChannelInput, { kind: Exclude<Kind, "email" | "ping"> }>;

/** What the services take at most; the rest is cut with a sign. */
const MOST = { ntfy: 3_500, slack: 3_000, discord: 1_900, teams: 8_000, telegram: 4_000, gotify: 8_000 };

/** One message in the words of each service. */
export function requestFor(channel: Web, message: Message): WebRequest {
  switch (channel.kind) {
    case "ntfy": {
      const { topic, token } = channel;
      const { title, severity } = message;
      const said = { topic, title, message: cut(message.text, MOST.ntfy), priority: ntfyPriority[severity] };
      return json(channel.server, { ...said, tags: [sign[severity].tag] }, bearer(token));
    }
    case "webhook":
      return json(channel.url, plain(message), bearer(channel.token));
    case "slack":
      return json(channel.url, { text: slackText(message) });
    case "discord":
      // Names of people in a message must not ring at them.
      return json(channel.url, {
        content: cut(withoutLinks(headed(message, "**")), MOST.discord),
        allowed_mentions: { parse: [] },
      });
    case "teams":
      return json(channel.url, card(message));
    case "telegram":
      return json(at(channel.server, `bot${channel.token}/sendMessage`), {
        chat_id: channel.chatId,
        text: cut(withoutMentions(headed(message, "")), MOST.telegram),
        disable_web_page_preview: true,
      });
    case "gotify": {
      const body = { title: message.title, message: cut(message.text, MOST.gotify) };
      const priority = gotifyPriority[message.severity];
      return json(
        at(channel.server, "message"),
        { ...body, priority },
        { "x-gotify-key": channel.token ?? "" },
      );
    }
  }
}

/** Undefined where this channel does not want to know of that state. */
export function pingRequest(
  channel: Extract<NoticeChannelInput, { kind: "ping" }>,
  { state, runId }: Ping,
): WebRequest | undefined {
  const { url, startUrl, failUrl } = channel;
  const below = (name: string) => (url == null ? undefined : appended(url, name));
  const addresses = { start: startUrl ?? below("start"), success: url, fail: failUrl ?? below("fail") };
  const chosen = addresses[state];
  if (chosen == null) return undefined;
  const address = new URL(chosen);
  address.searchParams.set("rid", runId);
  return { url: address.href, method: "POST" };
}

function plain({ kind, severity, title, text, at: instant, noticeId, replaces, items }: Message) {
  return { product: "holdfast", noticeId, event: kind, severity, title, text, at: instant, replaces, items };
}

const sign: Record<NoticeSeverity, { mark: string; tag: string }> = {
  good: { mark: "✅", tag: "white_check_mark" },
  info: { mark: "ℹ️", tag: "information_source" },
  warning: { mark: "⚠️", tag: "warning" },
  problem: { mark: "❗", tag: "exclamation" },
  critical: { mark: "⛔", tag: "no_entry" },
};
const ntfyPriority: Record<NoticeSeverity, number> = {
  good: 3,
  info: 2,
  warning: 3,
  problem: 4,
  critical: 5,
};
const gotifyPriority: Record<NoticeSeverity, number> = {
  good: 4,
  info: 2,
  warning: 5,
  problem: 7,
  critical: 8,
};

function headed({ severity, title, text }: Message, strong: string): string {
  return `${sign[severity].mark} ${strong}${title}${strong}\n${text}`;
}

/** Cut before it is spelled, so that no spelling is cut. Mattermost takes the same, and reads Markdown. */
function slackText(message: Message): string {
  return spelledForSlack(withoutMentions(withoutLinks(cut(headed(message, "*"), MOST.slack))));
}

/** An adaptive card, as the workflow “post to a channel when a webhook request is received” expects it. */
function card({ severity, title, text }: Message) {
  const block = { type: "TextBlock", wrap: true };
  const body = [
    { ...block, text: withoutLinks(`${sign[severity].mark} ${title}`), weight: "Bolder", size: "Medium" },
    { ...block, text: cut(withoutLinks(text), MOST.teams) },
  ];
  const content = {
    $schema: "http://adaptivecards.io/schemas/adaptive-card.json",
    type: "AdaptiveCard",
    version: "1.4",
    body,
  };
  const contentType = "application/vnd.microsoft.card.adaptive";
  return { type: "message", attachments: [{ contentType, content }] };
}

function json(url: string | undefined, body: object, headers: Record<string, string> = {}): WebRequest {
  if (url === undefined) throw new Error("a channel was stored without its address");
  return { url, headers: { "content-type": "application/json", ...headers }, body: JSON.stringify(body) };
}

function bearer(token: string | null | undefined): Record<string, string> {
  return token == null ? {} : { authorization: `Bearer ${token}` };
}

function at(server: string, path: string): string {
  return `${server.replace(/[?#].*$/, "").replace(/\/+$/, "")}/${path}`;
}

function appended(address: string, name: string): string {
  const url = new URL(address);
  url.pathname = `${url.pathname.replace(/\/+$/, "")}/${name}`;
  return url.href;
}

function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 2).toWellFormed()} …`;
}
