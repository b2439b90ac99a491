import type { HeartbeatBody } from "#contract/agent-protocol";
import type { Database, Tx } from "../db/database.ts";
import { DomainError } from "../http/errors.ts";
import { toInstant } from "../ids.ts";
import type { ReportedPower } from "../power/reported-power.ts";
import { endRunAsLost } from "../runs/end-run-as-lost.ts";
import type { AtWork } from "../tasks/at-work.ts";
import type { Leases } from "../tasks/leases.ts";
import type { OpenWorks } from "../tasks/open-work.ts";
import type { TaskRow } from "../tasks/tasks.store.ts";
import type { Soon } from "../when-known.ts";
import { type AgentRow, readAgentRow, recordAgentEvent } from "./agents.store.ts";
import { isOvertaken, isSameForDecisions, nextFacts } from "./facts.ts";
import type { Newest, NewestFacts } from "./newest-facts.ts";
import type { Presence } from "./presence.ts";
import { closeUntilReported } from "./reported-through.ts";
import type { KnownAgent, Roster } from "./roster.ts";
import { isSampleDue, sample } from "./samples.ts";
import { movingTo, zoneOf } from "./time-zone.ts";

type Deps = {
  db: Database;
  now: () => Date;
  roster: Roster;
  newestFacts: NewestFacts;
  openWork: OpenWorks;
  presence: Presence;
  leases: Leases;
  atWork: AtWork;
  reportedPower: ReportedPower;
  appVersion: string;
};
export type Beaten = {
  agent: Pick<AgentRow, "policy_revision" | "status">;
  cameOnline: boolean;
  cancel: string[];
  lost: TaskRow[];
};

/** Younger tasks may be missing in `running` only because the heartbeat was on its way when they were taken. */
const KNOWN_AFTER_MS = 30_000;

/** Farther than this from what was written, the clock of a machine may be wrong enough to matter. */
const OFFSET_MATTERS_MS = 60_000;
const REPORTED_EVERY_MS = 5 * 60_000;

type Measured = { offset: number; now: Date };

/**
 * Takes in how a machine is, renews the leases of what it says it runs, and ends what it ought to run but does not know of. At once
 * where nobody has to be asked and nothing is to be written.
 */
export function takeHeartbeat(deps: Deps, agentId: string, beat: HeartbeatBody): Soon<Beaten> {
  const now = deps.now();
  deps.presence.heard(agentId);
  const offset = deps.presence.clockOffset(agentId, Date.parse(beat.sentAt) - now.getTime());
  return (
    keepIfRoutine(deps, agentId, beat, { offset, now }) ?? takeWithCare(deps, agentId, beat, { offset, now })
  );
}

async function takeWithCare(
  deps: Deps,
  agentId: string,
  beat: HeartbeatBody,
  measured: Measured,
): Promise<Beaten> {
  // With what is read here, this beat or the next may be routine again.
  await Promise.all([deps.openWork.of(agentId), deps.roster.read(agentId)]);
  return (
    keepIfRoutine(deps, agentId, beat, measured) ??
    deps.db.write((tx) => writeBeat(deps, tx, agentId, beat, measured))
  );
}

/** Most heartbeats bring nothing that anything is decided by: of those the newest is kept in memory. */
function keepIfRoutine(
  { roster, newestFacts, openWork, atWork, reportedPower, appVersion }: Deps,
  agentId: string,
  sent: HeartbeatBody,
  { offset, now }: Measured,
): Beaten | undefined {
  const agent = roster.peek(agentId);
  const before = newestFacts.get(agentId);
  if (agent === undefined || before === undefined || !isAsKnown(agent, sent)) return undefined;
  const beat = withPower(sent, agent, reportedPower);
  // While something runs the order of heartbeats decides what is lost, so it must outlive us.
  if (beat.running.length > 0 || openWork.peek(agentId)?.isHeld !== false) return undefined;
  if (isSampleDue(before.sampledMs, now) || isReportDue(before, beat)) return undefined;
  const at = toInstant(now);
  const facts = nextFacts(before.facts, beat, offset, appVersion, at);
  const isNear = Math.abs(offset - before.clockOffsetMs) < OFFSET_MATTERS_MS;
  if (!isNear || !isSameForDecisions(before.facts, facts)) return undefined;
  if (!isOvertaken(before.facts, beat)) atWork.says(agentId, beat.running);
  newestFacts.keep(agentId, { ...before, facts, clockOffsetMs: offset, seenAt: at });
  return { agent, cameOnline: false, cancel: [], lost: [] };
}

/** Of the power of this computer its shell may know what the agent does not. */
function withPower(
  beat: HeartbeatBody,
  agent: Pick<AgentRow, "is_local">,
  reportedPower: ReportedPower,
): HeartbeatBody {
  const power = beat.power ?? (agent.is_local === 1 ? reportedPower.current() : undefined);
  return power === beat.power ? beat : { ...beat, ...(power && { power }) };
}

/** What a machine that was away reports to have done is taken in a few minutes at a time. */
function isReportDue({ reportedThrough }: Newest, { slotsReportedThrough: through }: HeartbeatBody): boolean {
  if (through === undefined) return false;
  return (
    reportedThrough === undefined || Date.parse(through) - Date.parse(reportedThrough) > REPORTED_EVERY_MS
  );
}

function isAsKnown(agent: KnownAgent, beat: HeartbeatBody): boolean {
  return (
    agent.status !== "revoked" &&
    agent.reachability === "online" &&
    agent.time_zone === beat.timeZone &&
    agent.app_version === beat.appVersion &&
    agent.restic_version === (beat.resticVersion ?? null)
  );
}

async function writeBeat(
  { newestFacts, leases, atWork, reportedPower, appVersion }: Deps,
  tx: Tx,
  agentId: string,
  sent: HeartbeatBody,
  { offset, now }: Measured,
): Promise<Beaten> {
  const row = await readAgentRow(tx, agentId);
  if (row === undefined || row.status === "revoked") throw new DomainError("wrong-credential");
  const beat = withPower(sent, row, reportedPower);
  const before = newestFacts.over(row);
  const zone = zoneOf(beat, before);
  const newest = {
    facts: nextFacts(before.facts, beat, offset, appVersion, toInstant(now)),
    ...{ clockOffsetMs: offset, seenAt: toInstant(now), sampledMs: await sample(tx, agentId, beat, now) },
    reportedThrough: beat.slotsReportedThrough ?? newestFacts.get(agentId)?.reportedThrough,
  };
  const agent = await movingTo(tx, { agent: before, zone, now }, () =>
    updateAgent(tx, agentId, { ...beat, timeZone: zone }, newest),
  );
  const cameOnline = before.reachability !== "online";
  if (cameOnline) await recordOnline(tx, before, now);
  const held = await heldBy(tx, agentId);
  const isNews = !isOvertaken(before.facts, beat);
  if (isNews) atWork.says(agentId, beat.running);
  const lost = isNews ? await compare(tx, held, beat, leases, now) : [];
  const { slotsReportedThrough: through } = beat;
  if (through !== undefined) await closeUntilReported(tx, agentId, toInstant(new Date(through)));
  newestFacts.keepWritten(agentId, newest);
  const cancel = held.filter((task) => task.cancel_requested === 1).map((task) => task.id);
  return { agent, cameOnline, cancel, lost };
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

function updateAgent(tx: Tx, agentId: string, beat: HeartbeatBody, newest: Newest): Promise<AgentRow> {
  return tx
    .updateTable("agent")
    .set({
      app_version: beat.appVersion,
      restic_version: beat.resticVersion ?? null,
      time_zone: beat.timeZone,
      facts_json: JSON.stringify(newest.facts),
      clock_offset_ms: newest.clockOffsetMs,
      reachability: "online",
      last_seen_at: newest.seenAt,
    })
    .where("id", "=", agentId)
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
