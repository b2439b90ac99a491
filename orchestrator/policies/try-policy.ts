import type { PolicyInput } from "#contract/policies";
import { type TryArgs, type TryReport, tryReport } from "#contract/try-policy";
import type { OperatingSystem } from "#contract/values";
import type { Db } from "../db/database.ts";
import { DomainError, invalidField } from "../http/errors.ts";
import { askLines } from "../questions/ask-lines.ts";
import { chooseAnyAgent } from "../questions/choose-agent.ts";
import type { QuestionDesk } from "../questions/desk.ts";
import { accessOf } from "../repositories/open-repository.ts";
import type { Seal } from "../secrets/seal.ts";
import { effectiveFolders } from "./effective-policy.ts";

type Deps = { db: Db; seal: Seal; desk: QuestionDesk };
export type Tried = Pick<
  PolicyInput,
  "include" | "optionalPaths" | "exclude" | "perOs" | "excludeOptions"
> & {
  /** Absent while the policy is not saved. */
  id?: string;
  repositoryId?: string | undefined;
};
type Wanted = { policy: Tried; agentId: string | undefined; signal: globalThis.AbortSignal };

/** The machine answers once it has counted, at most after a minute. */
const DEADLINE_MS = 90_000;

/** Asks a machine what the policy would back up there. */
export async function tryPolicy({ db, seal, desk }: Deps, wanted: Wanted): Promise<TryReport> {
  const { policy, signal } = wanted;
  const { id: agentId } = await chooseAnyAgent(db, wanted.agentId);
  const agent = await db
    .selectFrom("agent")
    .select(["os", "restic_host"])
    .where("id", "=", agentId)
    .executeTakeFirstOrThrow();
  const args: TryArgs = {
    ...effectiveFolders(policy, agent.os as OperatingSystem),
    excludeOptions: policy.excludeOptions,
    host: agent.restic_host,
    tags: policy.id === undefined ? [] : ["holdfast", `policy:${policy.id}`],
  };
  const repository = await repositoryOf(db, seal, policy.repositoryId);
  const question = {
    agentId,
    kind: "try" as const,
    args,
    deadlineMs: DEADLINE_MS,
    signal,
    ...(repository && { repository }),
  };
  for await (const report of askLines(desk, question, tryReport)) return report;
  throw new DomainError(
    "machine-refused",
    "The machine gave no answer. Bring it to this version, then try again.",
  );
}

async function repositoryOf(db: Db, seal: Seal, id: string | undefined) {
  if (id === undefined) return undefined;
  const row = await db.selectFrom("repository").selectAll().where("id", "=", id).executeTakeFirst();
  if (row === undefined) throw invalidField("repositoryId", "there is no such repository");
  return accessOf(row, seal);
}
