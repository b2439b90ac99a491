import type { HeartbeatBody } from "#contract/agent-protocol";
import type { Database, Tx } from "../db/database.ts";
import { DomainError } from "../http/errors.ts";
import { toInstant } from "../ids.ts";
import { bumpRevisions } from "../policies/bump-revisions.ts";
import { endRunAsLost } from "../runs/end-run-as-lost.ts";
import { settleDue } from "../schedule/enqueue-due.ts";
import { replan } from "../schedule/plan.ts";
import type { AtWork } from "../tasks/at-work.ts";
import type { Leases } from "../tasks/leases.ts";
import type { TaskRow } from "../tasks/tasks.store.ts";
import { type AgentRow, readAgentRow, recordAgentEvent } from "./agents.store.ts";
import { type Facts, factsOf, isOvertaken, nextFacts } from "./facts.ts";
import type { Presence } from "./presence.ts";
import { closeUntilReported } from "./reported-through.ts";
import { sample } from "./samples.ts";

type Deps = {
  db: Database;
  now: () => Date;
  presence: Presence;
  leases: Leases;
  atWork: AtWork;
  appVersion: string;
};
export type Beaten = { agent: AgentRow; cameOnline: boolean; cancel: string[]; lost: TaskRow[] };

/** Younger tasks may be missing in `running` only because the heartbeat was on its way when they were taken. */
const KNOWN_AFTER_MS = 30_000;

/** Takes in how a machine is, renews the leases of what it says it runs, and ends what it ought to run but does not know of. */
export async function takeHeartbeat(deps: Deps, agentId: string, beat: HeartbeatBody): Promise<Beaten> {
  const { db, presence, leases, atWork } = deps;
  const now = deps.now();
  presence.heard(agentId);
  const offset = presence.clockOffset(agentId, Date.parse(beat.sentAt) - now.getTime());
  return db.write(async (tx) => {
    const before = await readAgentRow(tx, agentId);
    if (before === undefined || before.status === "revoked") throw new DomainError("wrong-credential");
    const isMoved = before.time_zone !== beat.timeZone;
    if (isMoved) await settleDue(tx, { agentId }, now);
    const facts = nextFacts(factsOf(before), beat, offset, deps.appVersion, toInstant(now));
    const agent = await updateAgent(tx, before, beat, { facts, offset }, now);
    const cameOnline = before.reachability !== "online";
    if (cameOnline) await recordOnline(tx, before, now);
    if (isMoved) {
      await replan(tx, { agentId }, now);
      await bumpRevisions(tx, { agentId });
    }
    await sample(tx, agentId, beat, now);
    const held = await heldBy(tx, agentId);
    const isNews = !isOvertaken(factsOf(before), beat);
    if (isNews) atWork.says(agentId, beat.running);
    const lost = isNews ? await compare(tx, held, beat, leases, now) : [];
    if (beat.slotsReportedThrough !== undefined)
      await closeUntilReported(tx, agentId, toInstant(new Date(beat.slotsReportedThrough)));
    const cancel = held.filter((task) => task.cancel_requested === 1).map((task) => task.id);
    return { agent, cameOnline, cancel, lost };
  });
}

/** What it says it runs against what it ought to run; returns what is lost. */
async function compare(
  tx: Tx,
  held: TaskRow[],
  beat: HeartbeatBody,
  leases: Leases,
  now: Date,
): Promise<TaskRow[]> {
  const claimed = new Set(beat.running.map((one) => `${one.taskId}/${one.attempt}`));
  const lost: TaskRow[] = [];
  for (const task of held) {
    if (claimed.has(`${task.id}/${task.attempt}`)) await confirm(tx, task, leases);
    else if (leases.ageMs(task.id) >= KNOWN_AFTER_MS) lost.push(await endRunAsLost(tx, task, now));
  }
  return lost;
}

function updateAgent(
  tx: Tx,
  before: AgentRow,
  beat: HeartbeatBody,
  { facts, offset }: { facts: Facts; offset: number },
  now: Date,
): Promise<AgentRow> {
  const at = toInstant(now);
  return tx
    .updateTable("agent")
    .set({
      app_version: beat.appVersion,
      restic_version: beat.resticVersion ?? null,
      time_zone: beat.timeZone,
      facts_json: JSON.stringify(facts),
      clock_offset_ms: offset,
      reachability: "online",
      last_seen_at: at,
    })
    .where("id", "=", before.id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

async function recordOnline(tx: Tx, before: AgentRow, now: Date): Promise<void> {
  const away =
    before.last_seen_at === null
      ? "Heard of for the first time."
      : `Heard of again; before that last at ${before.last_seen_at}.`;
  await recordAgentEvent(tx, {
    agentId: before.id,
    at: toInstant(now),
    kind: "reachability",
    from: before.reachability,
    to: "online",
    reason: away,
  });
}

function heldBy(tx: Tx, agentId: string): Promise<TaskRow[]> {
  return tx
    .selectFrom("task")
    .selectAll()
    .where("agent_id", "=", agentId)
    .where("finished_at", "is", null)
    .where("status", "in", ["running", "unreachable"])
    .execute();
}

async function confirm(tx: Tx, task: TaskRow, leases: Leases): Promise<void> {
  leases.renew(task.id);
  if (task.status !== "unreachable") return;
  await tx
    .updateTable("task")
    .set({ status: "running", reason: null, silent_since: null })
    .where("id", "=", task.id)
    .execute();
}
