import type { FastifyInstance } from "fastify";
import { getRecoveryKit } from "#contract/recovery";
import { writeAudit } from "../audit/audit.ts";
import type { Database } from "../db/database.ts";
import { actorOf } from "../http/caller.ts";
import { notFound } from "../http/errors.ts";
import { serveStream } from "../http/serve.ts";
import { kitPage } from "../recovery/kit-page.ts";
import { noteKitMade } from "../recovery/kit-state.ts";
import type { Seal } from "../secrets/seal.ts";
import { accessOf } from "./open-repository.ts";
import { keyOfPlace } from "./own-password.ts";
import { ownRepositoriesOf } from "./own-repositories.ts";
import { writePlaceKit } from "./place-kit.ts";
import { writeRecoveryKit } from "./recovery-kit.ts";

type Deps = { db: Database; now: () => Date; seal: Seal };

export function recoveryKitRoutes(app: FastifyInstance, { db, now, seal }: Deps): void {
  serveStream(
    app,
    getRecoveryKit,
  )(async ({ params, query }, request, reply) => {
    const at = now();
    const row = await db.write(async (tx) => {
      const found = await tx
        .selectFrom("repository")
        .selectAll()
        .where("id", "=", params.id)
        .executeTakeFirst();
      if (found === undefined) throw notFound("repository");
      const object = `repository ${found.id}`;
      await writeAudit(tx, { at, actor: actorOf(request), action: "repository.recovery-kit", object });
      await noteKitMade(tx, found.id, at);
      const own = await ownRepositoriesOf(tx, found.id);
      return { ...found, own };
    });
    reply.header("cache-control", "no-store");
    const kits = (row.per_agent === 1 ? row.own : [row]).map((one) =>
      writeRecoveryKit({ name: one.name, resticId: one.restic_id, access: accessOf(one, seal), at }),
    );
    const ofPlace = { name: row.name, access: accessOf(row, seal), key: keyOfPlace(seal, row.id), at };
    const text = [...kits, ...(row.per_agent === 1 ? [writePlaceKit(ofPlace)] : [])].join("\n\n");
    if (query.as === "page")
      return reply.type("text/html; charset=utf-8").send(kitPage(`Recovery kit of ${row.name}`, text));
    reply.header("content-disposition", `attachment; filename="holdfast-recovery-kit-${row.id}.txt"`);
    return reply.send(text);
  });
}
