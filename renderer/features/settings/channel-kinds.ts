import type { NoticeChannelKind } from "#contract/notices";

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
  | "chatId";

export type ChannelField = {
  name: ChannelText;
  label: string;
  placeholder?: string;
  description?: string;
  isSecret?: boolean;
  isNeeded?: boolean;
  choices?: { value: string; label: string }[];
};

const hook = (placeholder: string, description?: string): ChannelField => ({
  name: "url",
  label: "Address of the webhook",
  placeholder,
  isSecret: true,
  isNeeded: true,
  ...(description !== undefined && { description }),
});

export const channelKinds: Record<NoticeChannelKind, { label: string; fields: ChannelField[] }> = {
  email: {
    label: "E-mail",
    fields: [
      { name: "to", label: "To", placeholder: "anna@example.org, ben@example.org", isNeeded: true },
      { name: "from", label: "From", placeholder: "backups@example.org", isNeeded: true },
      { name: "host", label: "Mail server", placeholder: "mail.example.org", isNeeded: true },
      {
        name: "security",
        label: "Encryption",
        choices: [
          { value: "starttls", label: "STARTTLS (587)" },
          { value: "tls", label: "TLS (465)" },
          { value: "none", label: "None (25)" },
        ],
      },
      { name: "port", label: "Port", placeholder: "587", isNeeded: true },
      { name: "username", label: "User name" },
      { name: "password", label: "Password", isSecret: true },
    ],
  },
  ntfy: {
    label: "ntfy",
    fields: [
      { name: "server", label: "Server", placeholder: "https://ntfy.sh" },
      {
        name: "topic",
        label: "Topic",
        placeholder: "backups-of-anna-7fk2",
        description: "Whoever knows it can read along, unless the server asks for a token",
        isNeeded: true,
      },
      { name: "token", label: "Access token", isSecret: true },
    ],
  },
  slack: {
    label: "Slack or Mattermost",
    fields: [hook("https://hooks.slack.com/services/…", "An incoming webhook of the channel")],
  },
  discord: {
    label: "Discord",
    fields: [hook("https://discord.com/api/webhooks/…", "Channel settings, Integrations, Webhooks")],
  },
  teams: {
    label: "Microsoft Teams",
    fields: [
      hook(
        "https://….logic.azure.com/workflows/…",
        "A workflow “Post to a channel when a webhook request is received”",
      ),
    ],
  },
  telegram: {
    label: "Telegram",
    fields: [
      { name: "chatId", label: "Chat", placeholder: "-1001234567890", isNeeded: true },
      {
        name: "token",
        label: "Token of the bot",
        description: "As the BotFather gave it",
        isSecret: true,
        isNeeded: true,
      },
      { name: "server", label: "Server", placeholder: "https://api.telegram.org" },
    ],
  },
  gotify: {
    label: "Gotify",
    fields: [
      { name: "server", label: "Server", placeholder: "https://gotify.example.org", isNeeded: true },
      { name: "token", label: "Token of the application", isSecret: true, isNeeded: true },
    ],
  },
  ping: {
    label: "Ping (Healthchecks and the like)",
    fields: [
      {
        name: "url",
        label: "Address for success",
        placeholder: "https://hc-ping.com/…",
        description: "Gets /start and /fail appended for the other two, unless they are given below",
        isSecret: true,
        isNeeded: true,
      },
      { name: "startUrl", label: "Address for start", isSecret: true },
      { name: "failUrl", label: "Address for failure", isSecret: true },
    ],
  },
  webhook: {
    label: "Webhook with JSON",
    fields: [
      hook("https://example.org/hook"),
      { name: "token", label: "Token", description: "Sent as “Authorization: Bearer …”", isSecret: true },
    ],
  },
};
