import type { FastifyInstance, FastifyRequest } from "fastify";
import * as z from "zod";
import type { Database, Tx } from "../db/database.ts";
import { DomainError } from "../http/errors.ts";

const NAME = "moved.to";
const stored = z.object({ addresses: z.array(z.string()), since: z.string() });
type Stored = z.infer<typeof stored>;

const COME_AGAIN_SECONDS = 10;

/** Whether this orchestrator has handed over to another computer. Kept over restarts: two that go on under one identity would part. */
export async function openMoved(db: Database) {
  const row = await db.read.selectFrom("setting").select("value").where("name", "=", NAME).executeTakeFirst();
  let known: Stored | undefined = row && stored.parse(JSON.parse(row.value));
  return {
    to: () => known,
    async begin(next: Stored, alsoDo: (tx: Tx) => Promise<void>): Promise<void> {
      const before = known;
      // Nobody may change anything after what is handed over.
      known = next;
      try {
        await db.write(async (tx) => {
          await alsoDo(tx);
          const value = JSON.stringify(next);
          await tx
            .insertInto("setting")
            .values({ name: NAME, value })
            .onConflict((conflict) => conflict.column("name").doUpdateSet({ value }))
            .execute();
        });
      } catch (error) {
        known = before;
        throw error;
      }
    },
    async takeBack(alsoDo: (tx: Tx) => Promise<void>): Promise<void> {
      await db.write(async (tx) => {
        await alsoDo(tx);
        await forgetMove(tx);
      });
      known = undefined;
    },
  };
}
export type MovedState = Awaited<ReturnType<typeof openMoved>>;

export async function forgetMove(tx: Tx): Promise<void> {
  await tx.deleteFrom("setting").where("name", "=", NAME).execute();
}

/** Sends machines to where it is now, and people too who want to change something. Its own machine ends what it is at. */
export function sendOn(
  app: FastifyInstance,
  moved: MovedState,
  isLocal: (agentId: string) => Promise<boolean>,
): void {
  async function sendAway(request: FastifyRequest, to: Stored): Promise<void> {
    if (await staysHere(request, isLocal)) return;
    const where = to.addresses.join(", ");
    throw new DomainError(
      "moved",
      `This Holdfast has moved to ${where}, and nothing is changed here any more.`,
      {
        retryAfterSeconds: COME_AGAIN_SECONDS,
        movedTo: to.addresses,
      },
    );
  }

  app.addHook("preHandler", (request, _reply, done) => {
    const to = moved.to();
    if (to !== undefined) return sendAway(request, to);
    done();
    return undefined;
  });
}

async function staysHere(
  { caller, method, endpoint }: FastifyRequest,
  isLocal: (agentId: string) => Promise<boolean>,
): Promise<boolean> {
  if (caller.kind === "agent") return await isLocal(caller.agentId);
  const access = endpoint?.access;
  if (access === "enrolment") return false;
  return (
    method === "GET" || access === "nobody" || /\/(move|session|sign-in-links)$/.test(endpoint?.path ?? "")
  );
}
