import type { FastifyReply } from "fastify";
import type { RepositoryAccess } from "#contract/repository";
import type { Database } from "../db/database.ts";
import type { Row } from "../db/tables.ts";
import { chooseAgent } from "../questions/choose-agent.ts";
import { whenGone } from "../questions/when-gone.ts";
import { accessOf } from "../repositories/open-repository.ts";
import { repositoryRow } from "../repositories/repository-row.ts";
import type { Seal } from "../secrets/seal.ts";
import { holderWithin } from "./snapshots.store.ts";

/** After a change of its place the same snapshot may not be there any more: the revision is part of what was asked. */
export type Place = Pick<Row<"repository">, "id" | "revision">;
export type WhomToAsk = { agentId: string; repository: RepositoryAccess; signal: globalThis.AbortSignal };

type Deps = { db: Database; seal: Seal };

type Asked = {
  repository: string;
  agent?: string | undefined;
  /** What is looked into: of a place, the machine's own repository that holds it is opened. */
  snapshotId?: string;
};

/** A repository that people look into, and the machine that looks for them, chosen once it is needed. */
export async function openForPeople(
  { db, seal }: Deps,
  { repository, agent, snapshotId }: Asked,
  reply: FastifyReply,
) {
  const holder = snapshotId === undefined ? repository : await holderWithin(db.read, repository, snapshotId);
  const row = await repositoryRow(db.read, holder);
  return {
    row,
    whomToAsk: async (): Promise<WhomToAsk> => ({
      agentId: await chooseAgent(db.read, row.id, agent),
      repository: accessOf(row, seal),
      signal: whenGone(reply),
    }),
  };
}
