import { expect, test } from "vitest";
import type { NoticeChannel } from "#contract/notices";
import { channelDraft, channelErrors, channelForm } from "./channel-form.ts";

const known: NoticeChannel = {
  id: "0193c0de-0000-7000-8000-000000000001",
  name: "Mail",
  kind: "email",
  enabled: true,
  digest: false,
  policyId: null,
  settings: {
    host: "mail.example",
    port: 465,
    security: "tls",
    from: "a@example.org",
    to: ["b@example.org", "c@example.org"],
    language: "de",
  },
  secrets: ["password"],
  goesTo: "mail.example:465 (tls)",
  lastSentAt: null,
  lastError: null,
  createdAt: "2026-11-24T12:00:00.000Z",
  updatedAt: "2026-11-24T12:00:00.000Z",
};

test("what is stored comes back from the form as it was, without the secret that nobody sees", () => {
  const { digest, enabled, kind, name, policyId, settings } = known;

  expect(channelDraft(channelForm(known))).toEqual({ digest, enabled, kind, name, policyId, ...settings });
});

test("only the fields of the chosen kind are sent", () => {
  const form = {
    ...channelForm(undefined),
    kind: "ntfy" as const,
    name: "Phone",
    server: "https://ntfy.sh",
    topic: "anna",
  };

  expect(channelDraft({ ...form, password: "left over" })).not.toHaveProperty("password");
  expect(channelErrors(form, undefined)).toEqual({});
});

test("what is missing or wrong is said at its field; a stored secret is not missing", () => {
  const slack = { ...channelForm(undefined), kind: "slack" as const, name: "Chat" };

  expect(channelErrors(slack, undefined)).toEqual({ url: "Is needed" });
  expect(channelErrors(slack, { ...known, kind: "slack", secrets: ["url"] })).toEqual({});
  expect(channelErrors({ ...channelForm(known), to: "b@example.org, nobody" }, known)).toHaveProperty("to");
});
