import { repositoryKind } from "#contract/repository-place";
import type { StolenReport } from "#contract/stolen";
import { atMost } from "../db/at-most.ts";
import type { Tx } from "../db/database.ts";
import { notFound } from "../http/errors.ts";
import { readAgentRow } from "./agents.store.ts";
import { revokeAgent } from "./revoke-agent.ts";

const MOST_SNAPSHOTS = 1_000;

/** Shuts the machine out, and says what has to be changed because its credentials are in other hands. */
export async function shutOutStolen(tx: Tx, id: string, actor: string, now: Date): Promise<StolenReport> {
  const agent = await readAgentRow(tx, id);
  if (agent === undefined) throw notFound("machine");
  // Asked again it tells the same; what was shut out stays so.
  if (agent.status !== "revoked") await revokeAgent(tx, id, actor, now);
  const repositories = await repositoriesOf(tx, id);
  const unknown = tx
    .selectFrom("snapshot")
    .where("run_id", "is", null)
    .where("repository_id", "in", [...repositories.map((one) => one.id), ""]);
  const { total } = await unknown
    .select((eb) => eb.fn.countAll<number>().as("total"))
    .executeTakeFirstOrThrow();
  const snapshots = await unknown
    .select(["repository_id", "id", "hostname", "time", "received_at"])
    .orderBy("received_at", "desc")
    .orderBy("id")
    .limit(atMost(MOST_SNAPSHOTS))
    .execute();
  return {
    agentId: id,
    hostname: agent.hostname,
    repositories,
    unknownSnapshots: snapshots.map((row) => ({
      repositoryId: row.repository_id,
      id: row.id,
      hostname: row.hostname,
      time: row.time,
      firstSeenAt: row.received_at,
    })),
    unknownSnapshotCount: total,
  };
}

/** Those of the policies that it had, and those of every task: credentials come with the offer. */
async function repositoriesOf(tx: Tx, agentId: string): Promise<StolenReport["repositories"]> {
  const rows = await tx
    .selectFrom("repository")
    .select(["id", "name", "kind", "sealed_credentials"])
    .where((eb) =>
      eb.or([
        eb("id", "in", tx.selectFrom("task").select("repository_id").where("agent_id", "=", agentId)),
        eb(
          "id",
          "in",
          tx.selectFrom("known_credential").select("repository_id").where("agent_id", "=", agentId),
        ),
      ]),
    )
    .orderBy("name")
    .execute();
  return rows.map((row) => {
    const kind = repositoryKind.parse(row.kind);
    return { id: row.id, name: row.name, kind, change: whatToChange(kind, row.sealed_credentials !== null) };
  });
}

function whatToChange(kind: string, hasCredentials: boolean): string[] {
  const password =
    "The repository password opens what is in it for ever: add a new key, remove the old one (restic key add, restic key remove), and start a new repository for what must stay secret.";
  if (kind === "fs")
    return [password, "The folder or drive: make sure that the machine cannot reach it any more."];
  const server = hasCredentials
    ? [
        "The user name and password, or access keys, of the server: change them there, then save the new ones in the repository's settings.",
      ]
    : ["The server lets everybody in: close it, or let only known machines reach it."];
  return [...server, password];
}
