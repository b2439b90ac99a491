import { entryType, type LsArgs, type TreeEntry, treeEntry } from "#contract/browse";
import { decodeCursor, encodeCursor } from "../http/cursor.ts";
import { invalidField } from "../http/errors.ts";
import { askLines } from "../questions/ask-lines.ts";
import type { QuestionDesk } from "../questions/desk.ts";
import type { Answer, AnswerCache } from "./answer-cache.ts";
import type { Place, WhomToAsk } from "./whom-to-ask.ts";

type Deps = { desk: QuestionDesk; folders: AnswerCache<TreeEntry> };
type Wanted = { snapshotId: string; path: string; limit: number; cursor?: string | undefined };

/** A machine reads a folder from its beginning each time, so it is asked for more than one page at once. */
const ASKED_AT_ONCE = 2_000;

/** One page of one folder of a snapshot. The machine sorts and cuts, so that no large folder is ever held as a whole. */
export async function readFolder(
  { desk, folders }: Deps,
  { snapshotId, path, limit, cursor }: Wanted,
  { id, revision }: Place,
  whomToAsk: () => Promise<WhomToAsk>,
): Promise<{ items: TreeEntry[]; nextCursor: string | null }> {
  const keyOf = (from = "") => JSON.stringify([id, revision, snapshotId, path, from]);
  const known = folders.get(keyOf(cursor));
  const answer = isEnough(known, limit)
    ? known
    : await ask(
        desk,
        { snapshotId, path, after: placeOf(cursor), limit: Math.max(limit, ASKED_AT_ONCE) },
        await whomToAsk(),
      );
  folders.put(keyOf(cursor), answer);
  const items = answer.lines.slice(0, limit);
  const rest = answer.lines.slice(limit);
  const last = items.at(-1);
  if (last === undefined || (rest.length === 0 && answer.isAll)) return { items, nextCursor: null };
  const nextCursor = encodeCursor([last.type, last.name]);
  if (rest.length > 0) folders.put(keyOf(nextCursor), { lines: rest, isAll: answer.isAll });
  return { items, nextCursor };
}

function isEnough(answer: Answer<TreeEntry> | undefined, limit: number): answer is Answer<TreeEntry> {
  return answer !== undefined && (answer.isAll || answer.lines.length >= limit);
}

async function ask(desk: QuestionDesk, wanted: LsArgs, to: WhomToAsk): Promise<Answer<TreeEntry>> {
  const args: LsArgs = { ...wanted, limit: wanted.limit + 1 };
  const lines: TreeEntry[] = [];
  for await (const entry of askLines(desk, { ...to, kind: "ls", args }, treeEntry)) lines.push(entry);
  const isAll = lines.length <= wanted.limit;
  return { lines: isAll ? lines : lines.slice(0, wanted.limit), isAll };
}

/** A snapshot never changes, so a place in its sorted folder stays the same. */
function placeOf(cursor: string | undefined): LsArgs["after"] {
  if (cursor === undefined) return undefined;
  const [type, name = ""] = decodeCursor(cursor, 2);
  const known = entryType.safeParse(type);
  if (!known.success) throw invalidField("cursor", "is not a cursor of this list");
  return { type: known.data, name };
}
