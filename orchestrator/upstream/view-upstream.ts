import { sql } from "kysely";
import type { Upstream, UpstreamState } from "#contract/upstream";
import type { Db } from "../db/database.ts";
import type { Contact } from "./contact.ts";
import { readUpstream, type UpstreamRow } from "./upstream.store.ts";

/** The followed orchestrator as people see it. */
export async function viewUpstream(db: Db, contact: Contact): Promise<Upstream> {
  const row = await readUpstream(db);
  if (row === undefined) return { ...nobody, problem: null };
  const state = stateOf(row, contact);
  if (state === "none") return { ...nobody, problem: row.ended_reason };
  return {
    state,
    name: row.name,
    orchestratorId: row.orchestrator_id,
    agentId: row.agent_id,
    addresses: JSON.parse(row.addresses_json) as string[],
    joinedAt: row.joined_at,
    lastContactAt: contact.lastAt()?.toISOString() ?? row.last_contact_at,
    problem: row.ended_reason ?? contact.problem(),
    policyCount: await policyCount(db),
    waiting: {
      results: await openResults(db),
      reports: await openReports(db),
      logChunks: await openChunks(db),
    },
  };
}

/** Who it is and how it stands, for whoever asks about this install. */
export async function upstreamOfMe(
  db: Db,
  contact: Contact,
): Promise<{ name: string; state: UpstreamState } | undefined> {
  const row = await readUpstream(db);
  const state = row === undefined ? "none" : stateOf(row, contact);
  return row === undefined || state === "none" ? undefined : { name: row.name, state };
}

const nobody: Omit<Upstream, "problem"> = {
  state: "none",
  name: null,
  orchestratorId: null,
  agentId: null,
  addresses: [],
  joinedAt: null,
  lastContactAt: null,
  policyCount: 0,
  waiting: { results: 0, reports: 0, logChunks: 0 },
};

function stateOf({ status }: UpstreamRow, contact: Contact): UpstreamState {
  if (status === "left") return "none";
  if (status === "revoked") return "revoked";
  if (contact.isAway()) return "away";
  return status === "pending" ? "pending" : "connected";
}

async function policyCount(db: Db): Promise<number> {
  const row = await db
    .selectFrom("policy")
    .select((eb) => eb.fn.countAll<number>().as("count"))
    .where("managed_by", "is not", null)
    .executeTakeFirstOrThrow();
  return row.count;
}

/** Attempts that ended here and were not taken there yet. */
async function openResults(db: Db): Promise<number> {
  const row = await db
    .selectFrom("upstream_task")
    .innerJoin("task", "task.id", "upstream_task.local_task_id")
    .select((eb) => eb.fn.countAll<number>().as("count"))
    .where("upstream_task.status", "=", "taken")
    .where("task.finished_at", "is not", null)
    .executeTakeFirstOrThrow();
  return row.count;
}

async function openReports(db: Db): Promise<number> {
  const row = await db
    .selectFrom("upstream_report")
    .innerJoin("task", "task.id", "upstream_report.task_id")
    .select((eb) => eb.fn.countAll<number>().as("count"))
    .where("upstream_report.status", "=", "waiting")
    .where("task.finished_at", "is not", null)
    .executeTakeFirstOrThrow();
  return row.count;
}

async function openChunks(db: Db): Promise<number> {
  const linked = await db
    .selectFrom("upstream_task")
    .innerJoin("task", "task.id", "upstream_task.local_task_id")
    .innerJoin("run", "run.id", "task.last_run_id")
    .select(["run.log_chunks", "upstream_task.next_seq"])
    .where("upstream_task.status", "=", "taken")
    .execute();
  const reported = await db
    .selectFrom("upstream_report")
    .innerJoin("task", "task.id", "upstream_report.task_id")
    .innerJoin("run", "run.id", "task.last_run_id")
    .select(["run.log_chunks", "upstream_report.next_seq"])
    .where("upstream_report.status", "!=", sql.lit("done"))
    .execute();
  return [...linked, ...reported].reduce(
    (sum, { log_chunks, next_seq }) => sum + Math.max(0, log_chunks - next_seq),
    0,
  );
}
