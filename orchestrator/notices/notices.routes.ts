import type { FastifyInstance, FastifyRequest } from "fastify";
import {
  createNoticeChannel,
  deleteNoticeChannel,
  listNoticeChannels,
  listNotices,
  replaceNoticeChannel,
  testNoticeChannel,
} from "#contract/notices";
import { writeAudit } from "../audit/audit.ts";
import type { Database, Tx } from "../db/database.ts";
import type { Row } from "../db/tables.ts";
import { actorOf } from "../http/caller.ts";
import { serve } from "../http/serve.ts";
import type { Seal } from "../secrets/seal.ts";
import { allChannels, createChannel, readChannel, replaceChannel, showChannel } from "./channels.store.ts";
import type { Deliver } from "./deliver.ts";
import { findNotices } from "./notices.store.ts";
import { sendTest } from "./send-test.ts";

type Deps = { db: Database; now: () => Date; seal: Seal; deliver: Deliver; stopping: AbortSignal };
type Channel = Row<"notice_channel">;

export function noticeRoutes(app: FastifyInstance, { db, now, seal, deliver, stopping }: Deps): void {
  const audited = (
    request: FastifyRequest,
    verb: "create" | "change" | "delete",
    change: (tx: Tx) => Promise<Channel>,
  ) =>
    db.write(async (tx) => {
      const channel = await change(tx);
      await writeAudit(tx, {
        at: now(),
        actor: actorOf(request),
        action: `notice-channel.${verb}`,
        object: `notice channel ${channel.id}`,
        detail: `${channel.name} (${channel.kind})`,
      });
      return channel;
    });

  serve(
    app,
    listNoticeChannels,
  )(async () => ({ items: (await allChannels(db.read)).map((row) => showChannel(seal, row)) }));

  serve(
    app,
    createNoticeChannel,
  )(async ({ body }, request) =>
    showChannel(seal, await audited(request, "create", (tx) => createChannel(tx, seal, body, now()))),
  );

  serve(
    app,
    replaceNoticeChannel,
  )(async ({ params, body }, request) => {
    const change = (tx: Tx) => replaceChannel(tx, seal, params.id, body, now());
    return showChannel(seal, await audited(request, "change", change));
  });

  serve(
    app,
    deleteNoticeChannel,
  )(async ({ params }, request) => {
    await audited(request, "delete", async (tx) => {
      const channel = await readChannel(tx, params.id);
      await tx.deleteFrom("notice_channel").where("id", "=", params.id).execute();
      return channel;
    });
  });

  serve(
    app,
    testNoticeChannel,
  )(async ({ params }) => {
    const channel = await readChannel(db.read, params.id);
    const outcome = await sendTest({ seal, deliver, now }, channel, stopping);
    await db.write((tx) =>
      tx
        .updateTable("notice_channel")
        .set({ last_error: outcome.delivered ? null : outcome.detail })
        .where("id", "=", params.id)
        .execute(),
    );
    return outcome;
  });

  serve(app, listNotices)(async ({ query }) => findNotices(db.read, query));
}
