import type * as z from "zod";
import { type planRestore, restorePlan } from "#contract/restore-plan";
import type { Database } from "../db/database.ts";
import { DomainError } from "../http/errors.ts";
import { askLines } from "../questions/ask-lines.ts";
import { chooseAnyAgent } from "../questions/choose-agent.ts";
import type { QuestionDesk } from "../questions/desk.ts";
import { accessOf } from "../repositories/open-repository.ts";
import type { Seal } from "../secrets/seal.ts";
import { readOrder } from "./create-restore.ts";

type Deps = { db: Database; seal: Seal; desk: QuestionDesk };
type Body = z.output<(typeof planRestore)["body"]>;
type Reply = z.output<(typeof planRestore)["reply"]>;

/** Asks the machine that would restore what it would do; it gets the password now as it would get it then. */
export async function askForPlan(
  { db, seal, desk }: Deps,
  body: Body,
  signal: globalThis.AbortSignal,
): Promise<Reply> {
  const order = await readOrder(db.read, body);
  const { id: agentId, hostname } = await chooseAnyAgent(db.read, order.agentId);
  const repository = accessOf(order.repository, seal);
  const asked = { agentId, repository, signal, kind: "restore-plan", args: order.spec } as const;
  for await (const plan of askLines(desk, asked, restorePlan)) return { ...plan, agentId, hostname };
  throw new DomainError(
    "machine-did-not-answer",
    "The machine ended without a plan. Try again; if it happens again, look at its log.",
  );
}
