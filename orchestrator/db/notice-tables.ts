import * as z from "zod";
import { maybe, text, whole } from "./columns.ts";

export const noticeTables = {
  notice_channel: z.object({
    id: text,
    name: text,
    kind: text,
    enabled: whole,
    policy_id: maybe,
    digest: whole,
    settings_json: text,
    sealed_secrets: text,
    last_sent_at: maybe,
    last_error: maybe,
    created_at: text,
    updated_at: text,
  }),
  /** What people were told or not told, and why: the memory by which the next decision is made. */
  notice: z.object({
    id: text,
    /** What it is about: a policy on a machine, the work on a repository, a policy, or everything. */
    subject: text,
    at: text,
    kind: text,
    severity: text,
    status: text,
    reason: text,
    content_json: text,
    agent_id: maybe,
    policy_id: maybe,
    repository_id: maybe,
    run_id: maybe,
    replaces: maybe,
    folded_into: maybe,
    /** Until then it waits for others that it may be told with. */
    hold_until: text,
  }),
  /** The outbox: one row for each message to each channel, as it will be sent. A ping has no notice, and goes when it was sent. */
  notice_delivery: z.object({
    id: text,
    channel_id: text,
    notice_id: maybe,
    message_json: text,
    status: text,
    attempts: whole,
    created_at: text,
    next_attempt_at: maybe,
    sent_at: maybe,
    error: maybe,
  }),
};
