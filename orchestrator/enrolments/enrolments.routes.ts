import type { FastifyInstance } from "fastify";
import { createEnrolment, deleteEnrolment, listEnrolments } from "#contract/enrolments";
import { writeAudit } from "../audit/audit.ts";
import type { Database } from "../db/database.ts";
import { actorOf } from "../http/caller.ts";
import { notFound } from "../http/errors.ts";
import { serve } from "../http/serve.ts";
import { findWorkingEnrolments, insertEnrolment, removeEnrolment } from "./enrolments.store.ts";
import { encodeJoinCode, type JoinCode } from "./join-code.ts";
import { orchestratorId } from "./orchestrator-id.ts";

type Deps = {
  db: Database;
  now: () => Date;
  /** How a machine that joins knows this orchestrator, and base URLs at which it may find it, the likeliest first. */
  joinHints(): Pick<JoinCode, "caPin" | "addresses">;
};

export function enrolmentRoutes(app: FastifyInstance, { db, now, joinHints }: Deps): void {
  serve(
    app,
    createEnrolment,
  )(async ({ body }, request) =>
    db.write(async (tx) => {
      const at = now();
      const made = await insertEnrolment(tx, body, at);
      await writeAudit(tx, {
        at,
        actor: actorOf(request),
        action: "enrolment.create",
        object: `enrolment ${made.id}`,
        detail: `${made.label === "" ? "" : `${made.label}, `}${made.uses} uses, until ${made.expiresAt}, approval ${made.approval}`,
      });
      const joinCode = encodeJoinCode({
        orchestratorId: await orchestratorId(tx, at),
        enrolmentId: made.id,
        code: made.code,
        expiresAt: made.expiresAt,
        ...joinHints(),
      });
      return { ...made, joinCode };
    }),
  );

  serve(app, listEnrolments)(async ({ query }) => findWorkingEnrolments(db.read, query, now()));

  serve(
    app,
    deleteEnrolment,
  )(async ({ params }, request) => {
    await db.write(async (tx) => {
      const label = await removeEnrolment(tx, params.id);
      if (label === undefined) throw notFound("enrolment");
      await writeAudit(tx, {
        at: now(),
        actor: actorOf(request),
        action: "enrolment.delete",
        object: `enrolment ${params.id}`,
        ...(label !== "" && { detail: label }),
      });
    });
    return undefined;
  });
}
