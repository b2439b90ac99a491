import * as z from "zod";
import { maybe, maybeWhole, text, whole } from "./columns.ts";

export const upkeepTables = {
  /** What is known about each repository beside its place; a row is made when there is something to know. */
  repository_upkeep: z.object({
    repository_id: text,
    /** When the whole repository was last listed; empty before the first time, which only imports. */
    listed_at: maybe,
    listing_asked_at: maybe,
    sampled_at: maybe,
    kit_made_at: maybe,
    kit_checked_at: maybe,
    kit_stale: whole,
    /** So many checks found nothing, and so many drills ended; the next one counts on from there, for runs leave the history. */
    good_checks: whole,
    drills: whole,
  }),
  repository_warning: z.object({
    id: text,
    repository_id: text,
    code: text,
    /** Of one code there is one warning for each subject. */
    subject: text,
    message: text,
    since: text,
    freezes: whole,
    agent_id: maybe,
    policy_id: maybe,
    run_id: maybe,
    acknowledged_at: maybe,
    acknowledged_by: maybe,
    /** When people were told of it. */
    told_at: maybe,
  }),
  /** How a repository was, about once an hour, after 90 days once a day. */
  repository_sample: z.object({
    repository_id: text,
    at: text,
    latency_ms: maybeWhole,
    used_bytes: maybeWhole,
    free_bytes: maybeWhole,
    total_bytes: maybeWhole,
    snapshot_count: whole,
    appends_only: maybeWhole,
    problem: maybe,
  }),
};
