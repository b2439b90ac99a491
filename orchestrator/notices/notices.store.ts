import { sql } from "kysely";
import type * as z from "zod";
import type { listNotices, Notice } from "#contract/notices";
import { atMost } from "../db/at-most.ts";
import type { Db, Tx } from "../db/database.ts";
import type { Row } from "../db/tables.ts";
import { decodeCursor, pageOf } from "../http/cursor.ts";
import { newId, toInstant } from "../ids.ts";
import { type NoticeContent, noticeContent } from "./message.ts";
import { type Decision, MINUTE_MS, type Past } from "./past.ts";

const MOST_PAST = 500;

/**
 * What was told of these subjects, newest first; of what was not, only what later decisions ask for. What lies ahead of now was
 * noted while the clock was, and would be the newest until that day comes; a first success is one all the same.
 */
export async function pastOf(db: Db, now: Date, ...subjects: string[]): Promise<Past[]> {
  const ahead = toInstant(new Date(now.getTime() + MINUTE_MS));
  const rows = await db
    .selectFrom("notice")
    .select(["id", "at", "kind", "status"])
    .where("subject", "in", subjects)
    .where((eb) =>
      eb.or([
        eb("status", "!=", "suppressed"),
        eb("kind", "in", ["first-success", "at-risk", "all-well", "digest"]),
      ]),
    )
    .where((eb) => eb.or([eb("at", "<=", ahead), eb("kind", "=", "first-success")]))
    .orderBy("id", "desc")
    .limit(atMost(MOST_PAST))
    .execute();
  return rows as Past[];
}

/** Bad news waits a minute, in case more of it comes from the same cause. */
const HELD: ReadonlySet<string> = new Set(["failure", "at-risk"]);

export async function recordNotice(
  tx: Tx,
  subject: string,
  decision: Decision,
  content: NoticeContent,
  now: Date,
): Promise<void> {
  const heldMs = HELD.has(decision.kind) ? MINUTE_MS : 0;
  const { agentId, policyId, repositoryId, runId } = content;
  await tx
    .insertInto("notice")
    .values({
      id: newId(now),
      subject,
      at: toInstant(now),
      kind: decision.kind,
      severity: decision.severity,
      status: decision.tell ? "waiting" : "suppressed",
      reason: decision.reason,
      content_json: JSON.stringify(content),
      agent_id: agentId,
      policy_id: policyId,
      repository_id: repositoryId,
      run_id: runId,
      replaces: decision.replaces,
      hold_until: toInstant(new Date(now.getTime() + heldMs)),
    })
    .execute();
}

export function contentOf(row: Pick<Row<"notice">, "content_json">): NoticeContent {
  return noticeContent.parse(JSON.parse(row.content_json));
}

/** Newest first: ids sort by time. */
export async function findNotices(db: Db, { limit, cursor, agent }: z.output<(typeof listNotices)["query"]>) {
  const before = cursor === undefined ? undefined : decodeCursor(cursor, 1)[0];
  const rows = await db
    .selectFrom("notice")
    .selectAll()
    .$if(before !== undefined, (query) => query.where("id", "<", before ?? ""))
    .$if(agent !== undefined, (query) => query.where("agent_id", "=", agent ?? ""))
    .orderBy("id", "desc")
    .limit(limit + 1)
    .execute();
  const deliveries = await deliveriesOf(db, rows.slice(0, limit));
  return pageOf(
    rows,
    limit,
    ({ id }) => [id],
    (row) => toNotice(row, deliveries.get(row.folded_into ?? row.id) ?? []),
  );
}

async function deliveriesOf(db: Db, rows: Row<"notice">[]) {
  const ids = rows.map((row) => row.folded_into ?? row.id);
  if (ids.length === 0) return new Map<string, never[]>();
  const found = await db
    .selectFrom("notice_delivery")
    .innerJoin("notice_channel", "notice_channel.id", "notice_delivery.channel_id")
    .selectAll("notice_delivery")
    .select("notice_channel.name as channel_name")
    .where("notice_id", "in", ids)
    .orderBy("notice_delivery.id")
    .execute();
  return Map.groupBy(found, (row) => row.notice_id ?? "");
}

type Deliveries = Awaited<ReturnType<typeof deliveriesOf>> extends Map<string, infer Rows> ? Rows : never;

function toNotice(row: Row<"notice">, deliveries: Deliveries): Notice {
  const { title, text } = contentOf(row);
  return {
    id: row.id,
    at: row.at,
    kind: row.kind as Notice["kind"],
    severity: row.severity as Notice["severity"],
    title,
    text,
    agentId: row.agent_id,
    policyId: row.policy_id,
    repositoryId: row.repository_id,
    runId: row.run_id,
    status: row.status as Notice["status"],
    reason: row.reason,
    replaces: row.replaces,
    foldedInto: row.folded_into,
    deliveries: deliveries.map((one) => ({
      channelId: one.channel_id,
      channelName: one.channel_name,
      status: one.status as Notice["deliveries"][number]["status"],
      attempts: one.attempts,
      sentAt: one.sent_at,
      nextAttemptAt: one.next_attempt_at,
      error: one.error,
    })),
  };
}

const KEPT_MS = { suppressed: 90 * 86_400_000, told: 400 * 86_400_000 };

/** A first success is remembered for ever, or it would be told again. */
export async function expireNotices(tx: Tx, now: Date): Promise<number> {
  const before = (ms: number) => toInstant(new Date(now.getTime() - ms));
  const { numDeletedRows } = await tx
    .deleteFrom("notice")
    .where("kind", "!=", "first-success")
    .where(
      sql<boolean>`at < case status when 'suppressed' then ${before(KEPT_MS.suppressed)} else ${before(KEPT_MS.told)} end`,
    )
    .executeTakeFirst();
  return Number(numDeletedRows);
}
