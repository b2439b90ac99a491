import type { Repository } from "#contract/repositories";
import type { Db } from "../db/database.ts";

type Seen = Pick<Repository, "state" | "stateReason" | "lastSuccessAt" | "snapshotCount">;

/** The worst first: a place is as well as what is inside. */
const WORST_FIRST: Repository["state"][] = [
  "damaged",
  "locked-out",
  "missing",
  "unreachable",
  "unknown",
  "ready",
];

/** What is known of each place by the repositories inside it; nothing of one that is still empty. */
export async function placeStates(db: Db, placeIds: string[]): Promise<Map<string, Seen>> {
  if (placeIds.length === 0) return new Map();
  const inside = await db
    .selectFrom("repository")
    .select((eb) => [
      "repository.parent_id",
      "repository.name",
      "repository.state",
      "repository.state_reason",
      "repository.last_success_at",
      eb
        .selectFrom("snapshot")
        .select(eb.fn.countAll<number>().as("count"))
        .whereRef("snapshot.repository_id", "=", "repository.id")
        .as("snapshots"),
    ])
    .where("repository.parent_id", "in", placeIds)
    .orderBy("repository.name")
    .execute();
  const byPlace = Map.groupBy(inside, ({ parent_id }) => parent_id ?? "");
  return new Map([...byPlace].map(([id, rows]) => [id, summed(rows)]));
}

type Inside = {
  name: string;
  state: string;
  state_reason: string | null;
  last_success_at: string | null;
  snapshots: number | null;
};

function summed(rows: Inside[]): Seen {
  const state = WORST_FIRST.find((one) => rows.some((row) => row.state === one)) ?? "unknown";
  const worst = rows.find((row) => row.state === state);
  const successes = rows.flatMap(({ last_success_at: at }) => (at === null ? [] : [at])).sort();
  return {
    state,
    stateReason: worst?.state_reason == null ? null : `${worst.name}: ${worst.state_reason}`,
    lastSuccessAt: successes.at(-1) ?? null,
    snapshotCount: rows.reduce((sum, { snapshots }) => sum + (snapshots ?? 0), 0),
  };
}
