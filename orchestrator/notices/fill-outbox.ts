import { sql } from "kysely";
import { atMost } from "../db/at-most.ts";
import type { Database, Tx } from "../db/database.ts";
import type { Row } from "../db/tables.ts";
import { newId, toInstant } from "../ids.ts";
import { fold, type Held } from "./fold.ts";
import type { Message } from "./message.ts";
import { contentOf } from "./notices.store.ts";
import { MINUTE_MS } from "./past.ts";

export type Told = { noticeId: string; kind: string; subject: string };

/** Puts what has waited long enough into the outbox, for each channel in its own messages. Returns what is told now. */
export async function fillOutbox(db: Database, now: Date): Promise<Told[]> {
  const due = await db.read
    .selectFrom("notice")
    .select("id")
    .where("status", "=", sql.lit("waiting"))
    .where("hold_until", "<=", toInstant(now))
    .limit(atMost(1))
    .executeTakeFirst();
  return due === undefined ? [] : db.write((tx) => tellWaiting(tx, now));
}

async function tellWaiting(tx: Tx, now: Date): Promise<Told[]> {
  const found = await tx.selectFrom("notice").selectAll().where("status", "=", sql.lit("waiting")).execute();
  // Sorted here: in that order SQLite would read every notice there is.
  const waiting = found.sort((one, two) => (one.id < two.id ? -1 : 1));
  const rows = waiting.filter((row) => isDue(row, waiting, now));
  const channels = await tx
    .selectFrom("notice_channel")
    .selectAll()
    .where("enabled", "=", 1)
    .where("kind", "!=", "ping")
    .execute();
  for (const channel of channels) {
    const messages = fold(rows.filter((row) => wants(channel, row)).map(toHeld));
    for (const message of messages) await queueMessage(tx, channel.id, message, now);
  }
  await markTold(tx, rows, channels.length === 0);
  return rows.map(({ id, kind, subject }) => ({ noticeId: id, kind, subject }));
}

/** When the first of the bad news has waited for a minute, all that came since goes with it. */
function isDue(row: Row<"notice">, waiting: Row<"notice">[], now: Date): boolean {
  const isOver = ({ hold_until }: Row<"notice">) => Date.parse(hold_until) <= now.getTime();
  const isHeld = ({ at, hold_until }: Row<"notice">) => Date.parse(hold_until) - Date.parse(at) >= MINUTE_MS;
  return isOver(row) || (isHeld(row) && waiting.some((one) => isHeld(one) && isOver(one)));
}

function wants(channel: Row<"notice_channel">, row: Row<"notice">): boolean {
  if (row.kind === "digest" || row.kind === "all-well") {
    return channel.digest === 1 && channel.policy_id === null;
  }
  return channel.policy_id === null || channel.policy_id === row.policy_id;
}

async function markTold(tx: Tx, rows: Row<"notice">[], hasNoChannel: boolean): Promise<void> {
  const messages = fold(rows.map(toHeld));
  for (const { noticeId, items } of messages) {
    for (const item of items) {
      const row = rows.find(({ id }) => id === item.noticeId);
      await tx
        .updateTable("notice")
        .set({
          status: "told",
          folded_into: item.noticeId === noticeId ? null : noticeId,
          ...(hasNoChannel && { reason: `${row?.reason ?? ""} No channel is set up that could tell it.` }),
        })
        .where("id", "=", item.noticeId)
        .execute();
    }
  }
}

async function queueMessage(tx: Tx, channelId: string, message: Message, now: Date): Promise<void> {
  await tx
    .insertInto("notice_delivery")
    .values({
      id: newId(now),
      channel_id: channelId,
      notice_id: message.noticeId,
      message_json: JSON.stringify(message),
      status: "waiting",
      attempts: 0,
      created_at: toInstant(now),
      next_attempt_at: toInstant(now),
    })
    .execute();
}

function toHeld(row: Row<"notice">): Held {
  return {
    id: row.id,
    at: row.at,
    kind: row.kind as Held["kind"],
    severity: row.severity as Held["severity"],
    replaces: row.replaces,
    content: contentOf(row),
  };
}
