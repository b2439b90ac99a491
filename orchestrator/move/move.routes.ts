import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { FastifyInstance } from "fastify";
import { beginMove, getMove, readMovedState, takeMoveBack } from "#contract/move";
import { localAgentId } from "../agents/agents.store.ts";
import { writeAudit } from "../audit/audit.ts";
import { copyDatabase } from "../db/copy-database.ts";
import type { Database, Db } from "../db/database.ts";
import { actorOf } from "../http/caller.ts";
import { DomainError } from "../http/errors.ts";
import { serve, serveStream } from "../http/serve.ts";
import { newId, toInstant } from "../ids.ts";
import { readKitContent } from "../recovery/kit-content.ts";
import { sealKit } from "../recovery/kit-file.ts";
import type { Seal } from "../secrets/seal.ts";
import { followedUpstream } from "../upstream/upstream.store.ts";
import type { MovedState } from "./moved.ts";
import { sealState } from "./state-file.ts";

type Deps = {
  db: Database;
  now: () => Date;
  seal: Seal;
  masterKey: Buffer;
  dataDir: string;
  /** The database is no file of this computer. */
  isOnServer: boolean;
  moved: MovedState;
};

/** This orchestrator hands over to another computer: the kit with its code, and all it knows as a file that the kit opens. */
export function moveRoutes(app: FastifyInstance, deps: Deps): void {
  const { db, now, seal, masterKey, dataDir, isOnServer, moved } = deps;
  const view = () => ({ addresses: moved.to()?.addresses ?? [], since: moved.to()?.since ?? null });

  serve(app, getMove)(async () => view());

  serve(
    app,
    beginMove,
  )(async ({ body }, request, reply) => {
    if (isOnServer)
      throw new DomainError(
        "wrong-state",
        "The database of this Holdfast is on a server, so nothing has to be carried over. " +
          "Start Holdfast on the other computer with the same HOLDFAST_DATABASE_URL and the same key, then stop this one.",
      );
    await assertMayMove(db.read);
    const at = now();
    await moved.begin({ addresses: body.addresses, since: toInstant(at) }, (tx) =>
      writeAudit(tx, {
        ...{ at, actor: actorOf(request), action: "orchestrator.move", object: "this orchestrator" },
        detail: body.addresses.join(", "),
      }),
    );
    const content = await db.write((tx) => readKitContent(tx, { seal, masterKey }, at));
    reply.header("cache-control", "no-store");
    const fileName = `holdfast-move-${at.toISOString().slice(0, 10)}.json`;
    return { ...view(), fileName, ...(await sealKit(content, at)) };
  });

  serveStream(
    app,
    readMovedState,
  )(async (_input, _request, reply) => {
    if (moved.to() === undefined)
      throw new DomainError("wrong-state", "This Holdfast has not handed over. Begin the move first.");
    const folder = join(dataDir, "moving");
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const copy = join(folder, `${newId(now())}.db`);
    const { message } = await copyDatabase(join(dataDir, "holdfast.db"), copy).done;
    if (message !== undefined)
      throw new DomainError(
        "wrong-state",
        `The database could not be copied: ${message}. Make room, then try again.`,
      );
    const fileName = `holdfast-move-${now().toISOString().slice(0, 10)}.state`;
    reply.header("cache-control", "no-store");
    reply.header("content-disposition", `attachment; filename="${fileName}"`);
    return reply.send(sealState(copy, seal, now(), () => rmSync(copy, { force: true })));
  });

  serve(
    app,
    takeMoveBack,
  )(async (_input, request) => {
    if (moved.to() === undefined) return;
    await moved.takeBack((tx) =>
      writeAudit(tx, {
        ...{
          at: now(),
          actor: actorOf(request),
          action: "orchestrator.move-back",
          object: "this orchestrator",
        },
      }),
    );
  });
}

async function assertMayMove(db: Db): Promise<void> {
  const upstream = await followedUpstream(db);
  if (upstream !== undefined)
    throw new DomainError(
      "wrong-state",
      `This computer follows ${upstream.name}, and the new one would pass for it there. Leave ${upstream.name} first; the new computer can join it again.`,
    );
  const local = await localAgentId(db);
  const busy = await db
    .selectFrom("task")
    .select("kind")
    .where("agent_id", "=", local ?? "")
    .where("status", "in", ["offered", "running", "unreachable"])
    .executeTakeFirst();
  if (busy !== undefined)
    throw new DomainError(
      "wrong-state",
      `A ${busy.kind} runs on this computer, and its end could not be told after the move. Wait for it, or stop it.`,
    );
}
