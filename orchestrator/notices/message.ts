import * as z from "zod";
import { noticeKind, noticeSeverity } from "#contract/notices";
import { id, instant } from "#contract/values";

const about = {
  agentId: id.nullable(),
  hostname: z.string().nullable(),
  policyId: id.nullable(),
  policyName: z.string().nullable(),
  repositoryId: id.nullable(),
  repositoryName: z.string().nullable(),
  runId: id.nullable(),
};
export type About = { [Name in keyof typeof about]: z.infer<(typeof about)[Name]> };

/** What one notice says. `cause` is what others must share to be told in the same words. */
export const noticeContent = z.object({
  ...about,
  title: z.string(),
  text: z.string(),
  cause: z.string().nullable(),
});
export type NoticeContent = z.infer<typeof noticeContent>;

/** What goes out: one notice, or several folded into one. */
export const messageOut = z.object({
  type: z.literal("message"),
  noticeId: id,
  at: instant,
  kind: noticeKind.or(z.literal("test")),
  severity: noticeSeverity,
  title: z.string(),
  text: z.string(),
  replaces: id.nullable(),
  items: z.array(z.object({ noticeId: id, ...about, title: z.string() })),
});
export type Message = z.infer<typeof messageOut>;

/** A sign of life of a policy's backups, for a service that alarms when it stays away. */
export const pingOut = z.object({
  type: z.literal("ping"),
  state: z.enum(["start", "success", "fail"]),
  runId: id,
});
export type Ping = z.infer<typeof pingOut>;

export const outgoing = z.discriminatedUnion("type", [messageOut, pingOut]);
export type Outgoing = z.infer<typeof outgoing>;

export const nobody: About = {
  agentId: null,
  hostname: null,
  policyId: null,
  policyName: null,
  repositoryId: null,
  repositoryName: null,
  runId: null,
};
