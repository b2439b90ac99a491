import { type FindArgs, type FoundEntry, foundEntry } from "#contract/browse";
import type { FileVersion, FoundFile } from "#contract/snapshots";
import type { Db } from "../db/database.ts";
import { decodeCursor, encodeCursor } from "../http/cursor.ts";
import { invalidField } from "../http/errors.ts";
import { askLines } from "../questions/ask-lines.ts";
import type { QuestionDesk } from "../questions/desk.ts";
import type { Answer, AnswerCache } from "./answer-cache.ts";
import { type KnownSnapshot, knownSnapshots } from "./snapshots.store.ts";
import type { Place, WhomToAsk } from "./whom-to-ask.ts";

type Deps = { db: Db; desk: QuestionDesk; searches: AnswerCache<FoundEntry> };
type Search = Omit<FindArgs, "limit">;
type Asking = { place: Place; whomToAsk: () => Promise<WhomToAsk> };

/** Nobody reads more; a narrower name finds the rest. */
const MOST_FOUND = 5_000;

/** A page of what a search found; the search itself is done once. */
export async function findPage(
  deps: Deps,
  search: Search,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
  asking: Asking,
): Promise<{ items: FoundFile[]; nextCursor: string | null; complete: boolean }> {
  const from = cursor === undefined ? 0 : positionOf(cursor);
  const { lines, isAll } = await searchOnce(deps, search, asking);
  const end = from + limit;
  const shown = lines.slice(from, end);
  const snapshots = await snapshotsOf(deps.db, asking.place, shown);
  return {
    items: shown.map((found) => ({ ...found, ...originOf(snapshots.get(found.snapshotId)) })),
    nextCursor: end < lines.length ? encodeCursor([end]) : null,
    complete: isAll,
  };
}

/** One file over all snapshots: what stayed the same from one to the next is one version. */
export async function findVersions(
  deps: Deps,
  search: Search,
  asking: Asking,
): Promise<{ items: FileVersion[]; complete: boolean }> {
  const { lines, isAll } = await searchOnce(deps, search, asking);
  const snapshots = await snapshotsOf(deps.db, asking.place, lines);
  const versions = new Map<string, FileVersion>();
  for (const { snapshotId, type, sizeBytes = null, modifiedAt = null } of lines) {
    const origin = originOf(snapshots.get(snapshotId));
    const key = JSON.stringify([origin.hostname, type, sizeBytes, modifiedAt]);
    const known = versions.get(key);
    if (known !== undefined) known.snapshotCount++;
    else versions.set(key, { snapshotId, ...origin, snapshotCount: 1, type, sizeBytes, modifiedAt });
  }
  return { items: [...versions.values()], complete: isAll };
}

async function searchOnce(
  { desk, searches }: Deps,
  search: Search,
  { place, whomToAsk }: Asking,
): Promise<Answer<FoundEntry>> {
  const key = JSON.stringify([place.id, place.revision, search]);
  const known = searches.get(key);
  if (known !== undefined) return known;
  const args: FindArgs = { ...search, limit: MOST_FOUND + 1 };
  const lines: FoundEntry[] = [];
  for await (const found of askLines(desk, { ...(await whomToAsk()), kind: "find", args }, foundEntry))
    lines.push(found);
  const isAll = lines.length <= MOST_FOUND;
  const answer = { lines: isAll ? lines : lines.slice(0, MOST_FOUND), isAll };
  searches.put(key, answer);
  return answer;
}

function snapshotsOf(db: Db, { id }: Place, lines: FoundEntry[]): Promise<Map<string, KnownSnapshot>> {
  return knownSnapshots(db, id, [...new Set(lines.map(({ snapshotId }) => snapshotId))]);
}

function originOf(known: KnownSnapshot | undefined) {
  return { snapshotTime: known?.time ?? null, hostname: known?.hostname ?? null };
}

export function positionOf(cursor: string): number {
  const [position = ""] = decodeCursor(cursor, 1);
  if (!/^\d{1,6}$/.test(position)) throw invalidField("cursor", "is not a cursor of this list");
  return Number(position);
}
