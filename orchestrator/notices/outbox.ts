import type { FastifyBaseLogger } from "fastify";
import { sql } from "kysely";
import { atMost } from "../db/at-most.ts";
import type { Database, Db } from "../db/database.ts";
import type { Row } from "../db/tables.ts";
import { toInstant } from "../ids.ts";
import type { Metrics } from "../metrics/metrics.ts";
import type { Seal } from "../secrets/seal.ts";
import { openChannel } from "./channel-parts.ts";
import type { Deliver } from "./deliver.ts";
import { outgoing } from "./message.ts";
import { DAY_MS, MINUTE_MS } from "./past.ts";
import { DeliveryProblem } from "./post.ts";

type Deps = {
  db: Database;
  seal: Seal;
  now: () => Date;
  deliver: Deliver;
  metrics: Metrics;
  log: FastifyBaseLogger;
};
type Delivery = Row<"notice_delivery">;

const AT_ONCE = 200;
const LONGEST_WAIT_MS = 60 * MINUTE_MS;

/** Sends what is due: each channel by itself and in order, so that a slow one keeps nobody waiting. */
export async function sendDue(deps: Deps, signal: AbortSignal): Promise<void> {
  const due = await firstInLine(deps.db.read, deps.now());
  const byChannel = Map.groupBy(due, (delivery) => delivery.channel_id);
  await Promise.all([...byChannel.values()].map((deliveries) => sendInOrder(deps, deliveries, signal)));
}

/** What has waited longest of each channel: of one that is down so much may wait that nothing else would be among the oldest of all. */
function firstInLine(db: Db, now: Date): Promise<Delivery[]> {
  const line = db
    .selectFrom("notice_delivery")
    .innerJoin("notice_channel", "notice_channel.id", "notice_delivery.channel_id")
    .select((eb) => [
      "notice_delivery.id",
      eb.fn
        .agg<number>("row_number")
        .over((of) => of.partitionBy("channel_id").orderBy("notice_delivery.id"))
        .as("place"),
    ])
    .where("notice_delivery.status", "=", sql.lit("waiting"))
    .where("next_attempt_at", "<=", toInstant(now))
    .where("notice_channel.enabled", "=", 1);
  return db
    .selectFrom(line.as("line"))
    .innerJoin("notice_delivery", "notice_delivery.id", "line.id")
    .selectAll("notice_delivery")
    .where("place", "<=", atMost(AT_ONCE))
    .orderBy("place")
    .execute();
}

async function sendInOrder(deps: Deps, deliveries: Delivery[], signal: AbortSignal): Promise<void> {
  for (const delivery of deliveries) {
    if (signal.aborted) return;
    // A channel that does not answer now will not answer the next message either.
    if (!(await attempt(deps, delivery, signal))) return;
  }
}

async function attempt(deps: Deps, delivery: Delivery, signal: AbortSignal): Promise<boolean> {
  const { db, seal, deliver, now } = deps;
  const channel = await db.read
    .selectFrom("notice_channel")
    .selectAll()
    .where("id", "=", delivery.channel_id)
    .executeTakeFirst();
  if (channel === undefined) return false;
  await noteBegin(db, delivery, now());
  try {
    await deliver(openChannel(seal, channel), outgoing.parse(JSON.parse(delivery.message_json)), signal);
  } catch (error) {
    if (!signal.aborted) await noteProblem(deps, delivery, channel.kind, error);
    return false;
  }
  await noteSent(deps, delivery, channel.kind);
  return true;
}

/** Before it is sent, so that a process that dies over it does not try again at once, and without an end. */
async function noteBegin(db: Database, { id, attempts }: Delivery, now: Date): Promise<void> {
  const waitMs = Math.min(MINUTE_MS * 2 ** attempts, LONGEST_WAIT_MS);
  await db.write((tx) =>
    tx
      .updateTable("notice_delivery")
      .set({ attempts: attempts + 1, next_attempt_at: toInstant(new Date(now.getTime() + waitMs)) })
      .where("id", "=", id)
      .execute(),
  );
}

async function noteSent({ db, now, metrics, log }: Deps, delivery: Delivery, kind: string): Promise<void> {
  const at = toInstant(now());
  await db.write(async (tx) => {
    if (delivery.notice_id === null) {
      await tx.deleteFrom("notice_delivery").where("id", "=", delivery.id).execute();
    } else {
      await tx
        .updateTable("notice_delivery")
        .set({ status: "sent", sent_at: at, next_attempt_at: null, error: null })
        .where("id", "=", delivery.id)
        .execute();
    }
    await tx
      .updateTable("notice_channel")
      .set({ last_sent_at: at, last_error: null })
      .where("id", "=", delivery.channel_id)
      .execute();
  });
  metrics.noticeDeliveries.inc({ channel: kind, result: "sent" });
  log.info({ channelId: delivery.channel_id, noticeId: delivery.notice_id }, "notice delivered");
}

async function noteProblem(
  { db, metrics, log }: Deps,
  delivery: Delivery,
  kind: string,
  error: unknown,
): Promise<void> {
  const words = error instanceof DeliveryProblem ? error.message : "It could not be sent.";
  await db.write(async (tx) => {
    await tx.updateTable("notice_delivery").set({ error: words }).where("id", "=", delivery.id).execute();
    await tx
      .updateTable("notice_channel")
      .set({ last_error: words })
      .where("id", "=", delivery.channel_id)
      .execute();
  });
  metrics.noticeDeliveries.inc({ channel: kind, result: "failed" });
  const attempts = delivery.attempts + 1;
  log.warn({ channelId: delivery.channel_id, noticeId: delivery.notice_id, attempts, words }, "notice waits");
}

/** A day later it is no news any more. */
export async function giveUpOld({ db, now, log }: Pick<Deps, "db" | "now" | "log">): Promise<void> {
  const before = toInstant(new Date(now().getTime() - DAY_MS));
  const old = await db.read
    .selectFrom("notice_delivery")
    .select(["id", "notice_id", "channel_id"])
    .where("status", "=", sql.lit("waiting"))
    .where("created_at", "<=", before)
    // The rest with the next tick: a statement takes only so many values.
    .limit(atMost(1_000))
    .execute();
  if (old.length === 0) return;
  const ids = old.map(({ id }) => id);
  await db.write(async (tx) => {
    await tx
      .updateTable("notice_delivery")
      .set({ status: "given-up", next_attempt_at: null })
      .where("id", "in", ids)
      .where("notice_id", "is not", null)
      .execute();
    await tx.deleteFrom("notice_delivery").where("id", "in", ids).where("notice_id", "is", null).execute();
  });
  log.warn({ count: old.length }, "notices given up after a day");
}
