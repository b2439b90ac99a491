import type { NoticeChannelKind } from "#contract/notices";
import { say } from "#contract/words/say";

/** The fields of all kinds in one form, as people type them. */
export type ChannelText =
  | "host"
  | "port"
  | "security"
  | "username"
  | "password"
  | "from"
  | "to"
  | "server"
  | "topic"
  | "token"
  | "url"
  | "startUrl"
  | "failUrl"
  | "chatId"
  | "language";

export type ChannelField = {
  name: ChannelText;
  label: string;
  placeholder?: string;
  description?: string;
  isSecret?: boolean;
  isNeeded?: boolean;
  choices?: { value: string; label: string }[];
};

const reader = (): ChannelField => ({
  name: "language",
  label: say("Language of the messages"),
  choices: [
    { value: "en", label: "English" },
    { value: "de", label: "Deutsch" },
  ],
});

const hook = (placeholder: string, description?: string): ChannelField => ({
  name: "url",
  label: say("Address of the webhook"),
  placeholder,
  isSecret: true,
  isNeeded: true,
  ...(description !== undefined && { description }),
});

type Kinds = Record<NoticeChannelKind, { label: string; fields: ChannelField[] }>;

/** Whoever gets messages reads them in a language; a ping has no words. */
export function channelKinds(): Kinds {
  const kinds = ownFields();
  for (const [kind, { fields }] of Object.entries(kinds)) if (kind !== "ping") fields.push(reader());
  return kinds;
}

const ownFields = (): Kinds => ({
  email: {
    label: say("E-mail"),
    fields: [
      { name: "to", label: say("To|mail"), placeholder: "anna@example.org, ben@example.org", isNeeded: true },
      { name: "from", label: say("From"), placeholder: "backups@example.org", isNeeded: true },
      { name: "host", label: say("Mail server"), placeholder: "mail.example.org", isNeeded: true },
      {
        name: "security",
        label: say("Encryption"),
        choices: [
          { value: "starttls", label: "STARTTLS (587)" },
          { value: "tls", label: "TLS (465)" },
          { value: "none", label: say("None (25)") },
        ],
      },
      { name: "port", label: say("Port"), placeholder: "587", isNeeded: true },
      { name: "username", label: say("User name") },
      { name: "password", label: say("Password"), isSecret: true },
    ],
  },
  ntfy: {
    label: "ntfy",
    fields: [
      { name: "server", label: say("Server"), placeholder: "https://ntfy.sh" },
      {
        name: "topic",
        label: say("Topic"),
        placeholder: "backups-of-anna-7fk2",
        description: say("Whoever knows it can read along, unless the server asks for a token"),
        isNeeded: true,
      },
      { name: "token", label: say("Access token"), isSecret: true },
    ],
  },
  slack: {
    label: say("Slack or Mattermost"),
    fields: [hook("https://hooks.slack.com/services/…", say("An incoming webhook of the channel"))],
  },
  discord: {
    label: "Discord",
    fields: [hook("https://discord.com/api/webhooks/…", say("Channel settings, Integrations, Webhooks"))],
  },
  teams: {
    label: "Microsoft Teams",
    fields: [
      hook(
        "https://….logic.azure.com/workflows/…",
        say("A workflow “Post to a channel when a webhook request is received”"),
      ),
    ],
  },
  telegram: {
    label: "Telegram",
    fields: [
      { name: "chatId", label: say("Chat"), placeholder: "-1001234567890", isNeeded: true },
      {
        name: "token",
        label: say("Token of the bot"),
        description: say("As the BotFather gave it"),
        isSecret: true,
        isNeeded: true,
      },
      { name: "server", label: say("Server"), placeholder: "https://api.telegram.org" },
    ],
  },
  gotify: {
    label: "Gotify",
    fields: [
      { name: "server", label: say("Server"), placeholder: "https://gotify.example.org", isNeeded: true },
      { name: "token", label: say("Token of the application"), isSecret: true, isNeeded: true },
    ],
  },
  ping: {
    label: say("Ping (Healthchecks and the like)"),
    fields: [
      {
        name: "url",
        label: say("Address for success"),
        placeholder: "https://hc-ping.com/…",
        description: say("Gets /start and /fail appended for the other two, unless they are given below"),
        isSecret: true,
        isNeeded: true,
      },
      { name: "startUrl", label: say("Address for start"), isSecret: true },
      { name: "failUrl", label: say("Address for failure"), isSecret: true },
    ],
  },
  webhook: {
    label: say("Webhook with JSON"),
    fields: [
      hook("https://example.org/hook"),
      {
        name: "token",
        label: say("Token"),
        description: say("Sent as “Authorization: Bearer …”"),
        isSecret: true,
      },
    ],
  },
});
