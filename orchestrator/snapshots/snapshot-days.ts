import type * as z from "zod";
import type { listSnapshotDays, SnapshotDay } from "#contract/snapshots";
import type { Db } from "../db/database.ts";
import { withOwn } from "../repositories/own-repositories.ts";
import { chosenBy } from "./snapshots.store.ts";

type Query = z.output<(typeof listSnapshotDays)["query"]>;

/** The days that have snapshots by the calendar of a zone, newest first. */
export async function findSnapshotDays(
  db: Db,
  repositoryId: string,
  { timeZone, ...filter }: Query,
): Promise<SnapshotDay[]> {
  const rows = await db
    .selectFrom("snapshot")
    .select(["id", "time", "repository_id"])
    .where("repository_id", "in", await withOwn(db, repositoryId))
    .where(chosenBy(filter))
    .orderBy("time", "desc")
    .orderBy("id", "desc")
    .execute();
  // Sweden writes its dates as ISO does.
  const calendar = new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short" });
  const days = new Map<string, SnapshotDay>();
  for (const { id, time, repository_id } of rows) {
    const day = calendar.format(Date.parse(time));
    const known = days.get(day);
    if (known === undefined) days.set(day, { day, count: 1, newestId: id, repositoryId: repository_id });
    else known.count++;
  }
  return [...days.values()];
}
