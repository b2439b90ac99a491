import * as z from "zod";
import { blob, maybe, maybeWhole, text, whole } from "./columns.ts";
import { followingTables } from "./following-tables.ts";
import { noticeTables } from "./notice-tables.ts";
import { upkeepTables } from "./upkeep-tables.ts";

/**
 * Every table, once: the types of the queries are inferred from it and a test compares it with the migrated database.
 * Text, number, blob; `null` where a column may be empty. Instants are ISO text, JSON columns end in `_json`.
 */
export const tables = {
  setting: z.object({ name: text, value: text }),

  account: z.object({ id: text, username: text, password_hash: text, role: text, created_at: text }),
  session: z.object({
    id: text,
    token_hash: text,
    account_id: maybe,
    actor: text,
    role: text,
    created_at: text,
    last_seen_at: text,
  }),
  api_token: z.object({
    id: text,
    name: text,
    role: text,
    token_hash: text,
    created_at: text,
    expires_at: maybe,
    last_used_at: maybe,
  }),
  audit: z.object({
    seq: whole,
    at: text,
    actor: text,
    action: text,
    object: text,
    detail: maybe,
    hash: text,
  }),

  agent: z.object({
    id: text,
    machine_id: text,
    status: text,
    is_local: whole,
    key_hash: maybe,
    hostname: text,
    restic_host: text,
    os: text,
    os_version: text,
    arch: text,
    app_version: text,
    restic_version: maybe,
    protocol_version: whole,
    time_zone: text,
    labels_json: text,
    facts_json: maybe,
    reachability: text,
    last_seen_at: maybe,
    clock_offset_ms: maybeWhole,
    resembles_agent_id: maybe,
    policy_revision: whole,
    /** Since when a person holds its scheduled backups back, and until when; without an end, until a person lets them go on. */
    paused_at: maybe,
    paused_until: maybe,
    created_at: text,
    /** Of a machine that covers its backups while it is away: it has told of all that it did until then. */
    slots_reported_through: maybe,
  }),
  /** How a machine was, about once an hour. */
  agent_sample: z.object({
    agent_id: text,
    at: text,
    disks_json: text,
    load: maybeWhole,
    memory_json: maybe,
  }),
  agent_event: z.object({
    id: whole,
    agent_id: text,
    at: text,
    kind: text,
    from_value: maybe,
    to_value: text,
    reason: text,
  }),
  enrolment: z.object({
    id: text,
    label: text,
    code_hash: text,
    uses: whole,
    uses_left: whole,
    approval: text,
    labels_json: text,
    is_local: whole,
    created_at: text,
    expires_at: text,
  }),

  repository: z.object({
    id: text,
    name: text,
    kind: text,
    place_json: text,
    sealed_password: text,
    sealed_credentials: maybe,
    state: text,
    state_reason: maybe,
    restic_id: maybe,
    last_success_at: maybe,
    /** When files of it last came back and were found whole, and by which run. */
    proven_restore_at: maybe,
    proven_restore_run_id: maybe,
    revision: whole,
    created_at: text,
    updated_at: text,
    /** Who manages it where this install follows another; empty for its own. */
    managed_by: maybe,
    /** Of a managed one: how it is opened, as its manager says. */
    sealed_access: maybe,
    has_maintainer: maybeWhole,
    /** Every machine gets a repository of its own inside this place; nothing is stored in the place itself. */
    per_agent: maybeWhole,
    /** For such a repository of one machine: the place that it is in, and the machine. */
    parent_id: maybe,
    agent_id: maybe,
  }),
  policy: z.object({
    id: text,
    name: text,
    repository_id: text,
    enabled: whole,
    body_json: text,
    /** When somebody last changed what is kept; empty since the policy was made. */
    retention_changed_at: maybe,
    revision: whole,
    created_at: text,
    updated_at: text,
    managed_by: maybe,
  }),
  /** The kinds of work that a repository itself needs, each with its place in time; one row a kind. */
  maintenance_plan: z.object({
    repository_id: text,
    kind: text,
    schedule_json: maybe,
    /** Empty: the machine where the orchestrator runs. */
    agent_id: maybe,
    planned_through: text,
    next_due_at: maybe,
    next_slot_at: maybe,
    /** The other repository of a copy. */
    target_id: maybe,
    /** Between scheduled runs at least so long since the last good one. */
    rest_seconds: maybeWhole,
  }),
  /** Every machine that carries the label gets the policy. */
  policy_label: z.object({ policy_id: text, label: text, assigned_by: text, created_at: text }),
  /** Kept when the policy goes: what a machine once knew it knows for ever. */
  known_credential: z.object({ agent_id: text, repository_id: text }),
  assignment: z.object({
    policy_id: text,
    agent_id: text,
    assigned_by: text,
    /** The label that brought it, and takes it away again; empty where a person assigned it. */
    by_label: maybe,
    created_at: text,
    /** Slots up to this instant have been dealt with. */
    planned_through: text,
    /** When the next slot comes due, jitter included; the one column a tick looks at. */
    next_due_at: maybe,
    next_slot_at: maybe,
    last_good_at: maybe,
    last_good_run_id: maybe,
    last_outcome: maybe,
    last_run_id: maybe,
    failures_in_a_row: whole,
    /** Of a followed policy: what this machine is called there, and so in the keys of its slots. */
    slot_agent_id: maybe,
  }),

  slot: z.object({
    key: text,
    policy_id: maybe,
    repository_id: maybe,
    agent_id: text,
    kind: text,
    scheduled_for: text,
    outcome: text,
    reason: maybe,
    task_id: maybe,
    run_id: maybe,
  }),
  /** How many slots have ended so and so, for ever; kept by triggers, because slots end in many places. */
  slot_count: z.object({ outcome: text, count: whole }),
  task: z.object({
    id: text,
    agent_id: text,
    policy_id: maybe,
    repository_id: text,
    kind: text,
    slot_key: maybe,
    scheduled_for: maybe,
    origin: text,
    status: text,
    reason: maybe,
    spec_json: text,
    limits_json: text,
    attempt: whole,
    lease_token: maybe,
    offered_at: maybe,
    acknowledged_at: maybe,
    /** Since when its lease has been out; empty while somebody holds it. */
    silent_since: maybe,
    cancel_requested: whole,
    /** Interruptions and locks that count towards the limit of retries. */
    retries: whole,
    /** How often its agent died with it. */
    crashes: whole,
    not_before: maybe,
    last_run_id: maybe,
    created_at: text,
    finished_at: maybe,
    /** What the orchestrator that this install follows asked for; empty for tasks of its own. */
    sealed_offer: maybe,
  }),
  run: z.object({
    id: text,
    task_id: text,
    attempt: whole,
    kind: text,
    origin: text,
    agent_id: text,
    policy_id: maybe,
    policy_name: maybe,
    repository_id: text,
    repository_name: text,
    status: text,
    scheduled_for: maybe,
    started_at: text,
    finished_at: maybe,
    exit_code: maybeWhole,
    failure_json: maybe,
    summary_json: maybe,
    snapshot_id: maybe,
    items_json: maybe,
    item_count: whole,
    /** SHA-256 of the accepted report: the same again is a repetition, another one is stale. */
    report_hash: maybe,
    log_chunks: whole,
    log_bytes: whole,
    log_cut_bytes: whole,
    /** So many chunks at the beginning of the log are never cut out. */
    log_head_chunks: maybeWhole,
    /** When it was decided whether anybody is told of its end. */
    noticed_at: maybe,
  }),
  /** Kept by triggers: which names runs bear, and from when to when they began, so that a text is not looked for in each run. */
  run_name: z.object({ kind: text, thing_id: text, name: text, first_at: text, last_at: text }),
  log_chunk: z.object({
    run_id: text,
    seq: whole,
    sha256: text,
    line_count: whole,
    size_bytes: whole,
    data: blob,
  }),
  /** Reports of attempts that had been overtaken: they change nothing, and are not thrown away. */
  stale_report: z.object({ id: text, task_id: text, attempt: whole, received_at: text, body_json: text }),
  snapshot: z.object({
    repository_id: text,
    id: text,
    agent_id: maybe,
    policy_id: maybe,
    run_id: maybe,
    hostname: text,
    time: text,
    received_at: text,
    paths_json: text,
    tags_json: text,
    files_processed: maybeWhole,
    bytes_processed: maybeWhole,
    data_added_bytes: maybeWhole,
    listed: whole,
    /** Why Holdfast does not trust it: `unknown` or `time`. */
    doubt: maybe,
    /** When a person acknowledged that; it stays one that nobody vouches for. */
    doubt_seen_at: maybe,
  }),

  ...noticeTables,
  ...upkeepTables,
  ...followingTables,
};

type Tables = typeof tables;
export type Schema = { [Name in keyof Tables]: z.infer<Tables[Name]> };
export type Row<Name extends keyof Schema> = Schema[Name];
