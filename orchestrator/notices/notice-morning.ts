import { problemsInAll, type Status } from "#contract/status";
import { type ProtectedPair, protections } from "../agents/protections.ts";
import { atMost } from "../db/at-most.ts";
import type { Database, Db } from "../db/database.ts";
import { findProblems } from "../status/problems.ts";
import { decideDigest } from "./decide-digest.ts";
import { type NoticeContent, nobody } from "./message.ts";
import { pastOf, recordNotice } from "./notices.store.ts";
import { lines, shortTime } from "./words.ts";

const SUBJECT = "fleet";
const MOST_LINES = 20;
const SEVERITIES = { "at-risk": "at risk", late: "late", warning: "warning" };

/** The report of the morning. Where nothing is set up there is nothing to report. */
export async function noticeMorning(db: Database, now: Date, zone: string): Promise<void> {
  const past = await pastOf(db.read, now, SUBJECT);
  // Most looks of a day end here, without a look at every machine.
  if (decideDigest(past, false, now, zone) === undefined || !(await isAnybodyProtected(db.read))) return;
  const pairs = await protections(db.read, now);
  const found = await findProblems(db.read, pairs, MOST_LINES);
  const decision = decideDigest(past, problemsInAll(found) > 0, now, zone);
  if (decision === undefined) return;
  const content = decision.kind === "digest" ? digest(found) : allWell(pairs, decision.tell);
  await db.write((tx) => recordNotice(tx, SUBJECT, decision, content, now));
}

async function isAnybodyProtected(db: Db): Promise<boolean> {
  const pair = await db
    .selectFrom("assignment")
    .innerJoin("agent", "agent.id", "assignment.agent_id")
    .select("assignment.policy_id")
    .where("agent.status", "=", "active")
    .limit(atMost(1))
    .executeTakeFirst();
  return pair !== undefined;
}

function digest(found: Pick<Status, "problems" | "problemCounts">): NoticeContent {
  const count = problemsInAll(found);
  const shown = found.problems.map(({ hostname, title, effect, severity }) => {
    const problem = `${title} ${effect}`;
    return `- ${hostname} (${SEVERITIES[severity]}): ${problem}`;
  });
  const more = count > shown.length ? `… and ${count - shown.length} more` : undefined;
  const title = count === 1 ? "One problem needs you" : `${count} problems need you`;
  return { ...nobody, title: `Backups this morning: ${title}`, text: lines(...shown, more), cause: null };
}

function allWell(pairs: ProtectedPair[], isTold: boolean): NoticeContent {
  if (!isTold) return { ...nobody, title: "The report of the morning", text: "", cause: null };
  const machines = new Set(pairs.map(({ agent_id }) => agent_id)).size;
  const goods = pairs.map(({ last_good_at }) => last_good_at).filter((at) => at !== null);
  const oldest = goods.sort()[0] ?? null;
  const watched = machines === 1 ? "one machine is" : `${machines} machines are`;
  const text = lines(
    `Nothing needs you; ${watched} looked after.`,
    oldest === null ? undefined : `The oldest of the last good backups is of ${shortTime(oldest)}.`,
  );
  return { ...nobody, title: "Backups: all is well", text, cause: null };
}
