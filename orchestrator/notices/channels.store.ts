import type { NoticeChannel, NoticeChannelInput, NoticeChannelKind } from "#contract/notices";
import type { Db, Tx } from "../db/database.ts";
import type { Row } from "../db/tables.ts";
import { DomainError, invalidField, notFound } from "../http/errors.ts";
import { newId, toInstant } from "../ids.ts";
import type { Seal } from "../secrets/seal.ts";
import { goesTo, openParts, type Parts, partsOf, sealParts } from "./channel-parts.ts";

type ChannelRow = Row<"notice_channel">;

/** Each has its queue and its attempts; more would only be a mistake of a program. */
const MOST_CHANNELS = 100;

export async function readChannel(db: Db, id: string): Promise<ChannelRow> {
  const row = await db.selectFrom("notice_channel").selectAll().where("id", "=", id).executeTakeFirst();
  if (row === undefined) throw notFound("channel");
  return row;
}

export function allChannels(db: Db): Promise<ChannelRow[]> {
  return db.selectFrom("notice_channel").selectAll().orderBy("name").execute();
}

export async function createChannel(
  tx: Tx,
  seal: Seal,
  input: NoticeChannelInput,
  now: Date,
): Promise<ChannelRow> {
  await assertFits(tx, input, undefined);
  const { count } = await tx
    .selectFrom("notice_channel")
    .select((eb) => eb.fn.countAll<number>().as("count"))
    .executeTakeFirstOrThrow();
  if (count >= MOST_CHANNELS) {
    throw new DomainError("wrong-state", `There are ${MOST_CHANNELS} channels already. Remove one first.`);
  }
  const id = newId(now);
  const at = toInstant(now);
  return tx
    .insertInto("notice_channel")
    .values({ id, ...columnsOf(seal, id, input, partsOf(input)), created_at: at, updated_at: at })
    .returningAll()
    .executeTakeFirstOrThrow();
}

export async function replaceChannel(
  tx: Tx,
  seal: Seal,
  id: string,
  input: NoticeChannelInput,
  now: Date,
): Promise<ChannelRow> {
  const before = await readChannel(tx, id);
  await assertFits(tx, input, id);
  const known = before.kind === input.kind ? openParts(seal, before) : undefined;
  return tx
    .updateTable("notice_channel")
    .set({
      ...columnsOf(seal, id, input, partsOf(input, known)),
      last_error: null,
      updated_at: toInstant(now),
    })
    .where("id", "=", id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

async function assertFits(tx: Tx, { name, policyId }: NoticeChannelInput, id: string | undefined) {
  const namesake = await tx
    .selectFrom("notice_channel")
    .select("id")
    .where("name", "=", name)
    .executeTakeFirst();
  if (namesake !== undefined && namesake.id !== id) {
    throw new DomainError("name-taken", `Another channel is called “${name}” already.`, {
      fields: [{ path: "name", message: "is taken" }],
    });
  }
  if (policyId === null) return;
  const policy = await tx.selectFrom("policy").select("id").where("id", "=", policyId).executeTakeFirst();
  if (policy === undefined) throw invalidField("policyId", "there is no such policy");
}

function columnsOf(seal: Seal, id: string, input: NoticeChannelInput, parts: Parts) {
  const { name, kind, enabled, policyId, digest } = input;
  return {
    name,
    kind,
    enabled: enabled ? 1 : 0,
    policy_id: policyId,
    digest: digest ? 1 : 0,
    ...sealParts(seal, id, parts),
  };
}

export function showChannel(seal: Seal, row: ChannelRow): NoticeChannel {
  const kind = row.kind as NoticeChannelKind;
  const parts = openParts(seal, row);
  return {
    id: row.id,
    name: row.name,
    kind,
    enabled: row.enabled === 1,
    policyId: row.policy_id,
    digest: row.digest === 1,
    settings: parts.settings,
    secrets: Object.keys(parts.secrets),
    goesTo: goesTo(kind, parts),
    lastSentAt: row.last_sent_at,
    lastError: row.last_error,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}
