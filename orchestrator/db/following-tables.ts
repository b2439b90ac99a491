import * as z from "zod";
import { maybe, maybeWhole, text, whole } from "./columns.ts";

export const followingTables = {
  /** The orchestrator that this install follows, or the one that it followed last; one row at most. */
  upstream: z.object({
    id: text,
    orchestrator_id: text,
    name: text,
    pin: text,
    addresses_json: text,
    /** `pending`, `active`, or `left` and `revoked` when it is over. */
    status: text,
    /** As which machine that orchestrator knows this one. */
    machine_id: text,
    agent_id: text,
    sealed_key: maybe,
    /** What restic calls this machine in its snapshots. */
    host: maybe,
    policy_revision: maybeWhole,
    joined_at: text,
    last_contact_at: maybe,
    ended_reason: maybe,
  }),
  /** Attempts that it offered: how far each is, and what of it still has to go back. */
  upstream_task: z.object({
    id: text,
    attempt: whole,
    lease_token: text,
    /** `offered`, `taken` into the local queue, `delivered`, or `refused` as one that nobody wants any more. */
    status: text,
    acknowledged: whole,
    /** Until it is in the local queue. */
    sealed_offer: maybe,
    local_task_id: maybe,
    /** Empty where the local task was there before the offer, and has attempts of its own. */
    local_attempt: maybeWhole,
    /** The chunk of its log that goes next. */
    next_seq: whole,
    /** As the local agent told it. */
    report_json: maybe,
    /** The run here that was delivered as its end. */
    run_id: maybe,
    created_at: text,
  }),
  /** Tasks of followed policies that were not asked for by it: it is told of their runs. */
  upstream_report: z.object({
    task_id: text,
    /** The run that was told last. */
    run_id: maybe,
    upstream_run_id: maybe,
    next_seq: whole,
    /** `waiting`, `told` while its log goes, `done`. */
    status: text,
    created_at: text,
  }),
  /** Restores that it asked for and that somebody here has to allow; what is allowed is exactly `what_json`. */
  consent: z.object({
    task_id: text,
    asked_by: text,
    asked_at: text,
    expires_at: text,
    what_json: text,
    /** `allowed`, `refused`, or `expired`; empty while it waits. */
    answer: maybe,
    answered_by: maybe,
    answered_at: maybe,
  }),
  /** Runs that followers did on their own and that no slot identifies: told twice, they are one. */
  reported_run: z.object({ agent_id: text, local_run_id: text, run_id: text }),
};
