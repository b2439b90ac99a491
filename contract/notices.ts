import * as z from "zod";
import { endpoint } from "./endpoint.ts";
import { webUrl } from "./notice-url.ts";
import { byId, count, id, instant, nothing, page, pageQuery, wholeList } from "./values.ts";
import { API } from "./version.ts";
import { language } from "./words/language.ts";
import { told } from "./words/told.ts";

const word = z.string().trim().min(1, "must not be empty").max(200, "at most 200 characters");
/** One line: it becomes part of a header. Null takes it away, left out it stays. */
const secret = z
  .string()
  .regex(/^[^\0\r\n]{1,500}$/, "one line of 1 to 500 characters")
  .nullable()
  .optional();
const address = z.email("must be an address like anna@example.org").max(200);

const common = {
  name: z.string().trim().min(1, "must not be empty").max(100, "at most 100 characters"),
  enabled: z.boolean().default(true),
  /** Only what concerns this policy; null for everything. */
  policyId: id.nullable().default(null),
  /** The report of the morning, when something is wrong, and the weekly “all well”. */
  digest: z.boolean().default(true),
};

/** Who reads the messages; absent: English. */
const readers = { language: language.optional() };

/** Secrets are optional in the schema because a change may leave them as they are; a new channel needs them. */
const kinds = [
  z.strictObject({
    ...common,
    ...readers,
    kind: z.literal("email"),
    host: z
      .string()
      .trim()
      .regex(/^[\w.:-]{1,253}$/, "the name or address of a mail server, without a port"),
    port: z.int().min(1).max(65_535).default(587),
    /** `starttls` refuses a server that does not offer it. */
    security: z.enum(["tls", "starttls", "none"]).default("starttls"),
    username: word.optional(),
    password: secret,
    from: address,
    to: z.array(address).min(1, "at least one address").max(20, "at most 20 addresses"),
  }),
  z.strictObject({
    ...common,
    ...readers,
    kind: z.literal("ntfy"),
    server: webUrl.default("https://ntfy.sh"),
    topic: z.string().regex(/^[\w-]{1,64}$/, "letters, digits, dash, underscore; at most 64"),
    token: secret,
  }),
  /** Watches whether backups happen at all; `url` alone gets `/start` and `/fail` appended. */
  z.strictObject({
    ...common,
    kind: z.literal("ping"),
    url: webUrl.nullable().optional(),
    startUrl: webUrl.nullable().optional(),
    failUrl: webUrl.nullable().optional(),
  }),
  z.strictObject({
    ...common,
    ...readers,
    kind: z.literal("webhook"),
    url: webUrl.optional(),
    /** Sent as `Authorization: Bearer`. */
    token: secret,
  }),
  z.strictObject({ ...common, ...readers, kind: z.literal("slack"), url: webUrl.optional() }),
  z.strictObject({ ...common, ...readers, kind: z.literal("discord"), url: webUrl.optional() }),
  z.strictObject({ ...common, ...readers, kind: z.literal("teams"), url: webUrl.optional() }),
  z.strictObject({
    ...common,
    ...readers,
    kind: z.literal("telegram"),
    server: webUrl.default("https://api.telegram.org"),
    chatId: z.string().regex(/^(-?\d{1,20}|@\w{1,64})$/, "a number, or a name like @backups"),
    token: z
      .string()
      .regex(/^[\w:-]{1,200}$/, "as the BotFather gave it")
      .optional(),
  }),
  z.strictObject({ ...common, ...readers, kind: z.literal("gotify"), server: webUrl, token: secret }),
] as const;

export const noticeChannelInput = z.discriminatedUnion("kind", kinds);
export type NoticeChannelInput = z.infer<typeof noticeChannelInput>;

export const noticeChannelKind = z.enum([
  "email",
  "ntfy",
  "ping",
  "webhook",
  "slack",
  "discord",
  "teams",
  "telegram",
  "gotify",
]);
export type NoticeChannelKind = z.infer<typeof noticeChannelKind>;

export const noticeChannel = z.object({
  id,
  ...common,
  kind: noticeChannelKind,
  /** Everything of the input that is no secret. */
  settings: z.record(z.string(), z.union([z.string(), z.number(), z.array(z.string())])),
  /** The names of the secrets that are stored; none is ever shown. */
  secrets: z.array(z.string()),
  /** Where it goes, for people: never more of a secret address than its host. */
  goesTo: z.string(),
  lastSentAt: instant.nullable(),
  /** Why the newest delivery did not work; null since one worked. */
  lastError: told.nullable(),
  createdAt: instant,
  updatedAt: instant,
});
export type NoticeChannel = z.infer<typeof noticeChannel>;

export const noticeKind = z.enum([
  "consent-asked",
  "first-success",
  "failure",
  "recovered",
  "restored",
  "warnings",
  "at-risk",
  "digest",
  "all-well",
]);
export type NoticeKind = z.infer<typeof noticeKind>;

export const noticeSeverity = z.enum(["good", "info", "warning", "problem", "critical"]);
export type NoticeSeverity = z.infer<typeof noticeSeverity>;

export const noticeDelivery = z.object({
  channelId: id,
  channelName: z.string(),
  status: z.enum(["waiting", "sent", "given-up"]),
  attempts: count,
  sentAt: instant.nullable(),
  nextAttemptAt: instant.nullable(),
  error: told.nullable(),
});

export const notice = z.object({
  id,
  at: instant,
  kind: noticeKind,
  severity: noticeSeverity,
  title: told,
  text: told,
  agentId: id.nullable(),
  policyId: id.nullable(),
  repositoryId: id.nullable(),
  runId: id.nullable(),
  /** `waiting` for up to a minute, in case several machines fail together. */
  status: z.enum(["waiting", "told", "suppressed"]),
  /** Why it was told or not. */
  reason: told,
  /** The notice that it follows up: “works again” replaces the failure. */
  replaces: id.nullable(),
  /** The notice in whose message it was told. */
  foldedInto: id.nullable(),
  deliveries: z.array(noticeDelivery),
});
export type Notice = z.infer<typeof notice>;

const base = `${API}/notice-channels`;

export const listNoticeChannels = endpoint({
  method: "GET",
  path: base,
  access: "admin",
  summary: "The channels on which Holdfast tells people what happened",
  reply: wholeList(noticeChannel),
});

export const createNoticeChannel = endpoint({
  method: "POST",
  path: base,
  access: "admin",
  summary: "Add a channel; its secrets are sealed and never shown again",
  body: noticeChannelInput,
  reply: noticeChannel,
  status: 201,
});

export const replaceNoticeChannel = endpoint({
  method: "PUT",
  path: `${base}/:id`,
  access: "admin",
  summary: "Change a channel; a secret that is left out stays, unless it would go to another server",
  params: byId,
  body: noticeChannelInput,
  reply: noticeChannel,
});

export const deleteNoticeChannel = endpoint({
  method: "DELETE",
  path: `${base}/:id`,
  access: "admin",
  summary: "Remove a channel with its secrets",
  params: byId,
  reply: nothing,
  status: 204,
});

export const testNoticeChannel = endpoint({
  method: "POST",
  path: `${base}/:id/test`,
  access: "admin",
  summary: "Send a test at once and say whether it was taken",
  params: byId,
  reply: z.object({ delivered: z.boolean(), detail: told, tookMs: count }),
});

export const listNotices = endpoint({
  method: "GET",
  path: `${API}/notices`,
  access: "viewer",
  summary: "What was told or suppressed, and why; newest first",
  query: pageQuery.extend({ agent: id.optional() }),
  reply: page(notice),
});
