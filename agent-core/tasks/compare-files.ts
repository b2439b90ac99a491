import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { lstat } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import type { TreeEntry } from "#contract/browse";
import type { UnreadableItem } from "#contract/outcome";
import { holdsPath } from "../facts/disk-of.ts";
import { driveAnswers } from "../facts/drive-answers.ts";
import { realPlace } from "../facts/real-place.ts";

type Chosen = TreeEntry & { sizeBytes: number };
type Answers = (path: string) => Promise<boolean>;
type Where = { target: string; compareLive: boolean; neverRead: readonly string[]; answers?: Answers };
export type Compared = {
  restored: number;
  bytes: number;
  /** How many were also compared with the file that lies on this machine unchanged. */
  compared: number;
  missing: UnreadableItem[];
  differing: UnreadableItem[];
};

/** Looks at each restored file: whether it is there in full, and whether it equals the live one where that has not changed since. */
export async function compareFiles(
  chosen: Chosen[],
  { target, compareLive, neverRead, answers = (path) => driveAnswers(path, DRIVE_MS) }: Where,
): Promise<Compared> {
  const answersStill = untilSilent(answers);
  const closed = await Promise.all(neverRead.map(realPlace));
  const compared: Compared = { restored: 0, bytes: 0, compared: 0, missing: [], differing: [] };
  for (const { path, sizeBytes, modifiedAt } of chosen) {
    const restored = join(target, path);
    if ((await sizeOf(restored)) !== sizeBytes) {
      compared.missing.push({ path, message: "did not come back in full", during: "drill" });
      continue;
    }
    compared.restored++;
    compared.bytes += sizeBytes;
    const live = compareLive ? await liveFile(path, closed, answersStill) : undefined;
    if (live === undefined || !(await isUnchanged(live, { sizeBytes, modifiedAt }))) continue;
    const hash = await hashOf(live);
    // One that cannot be read, or was written to meanwhile, says nothing.
    if (hash === undefined || !(await isUnchanged(live, { sizeBytes, modifiedAt }))) continue;
    compared.compared++;
    if (hash !== (await hashOf(restored)))
      compared.differing.push({ path, message: CHANGED_SILENTLY, during: "drill" });
  }
  return compared;
}

const DRIVE_MS = 10_000;

/** After one silence nobody is asked any more: each time takes so long, and may leave a program behind that nobody can end. */
function untilSilent(answers: Answers): Answers {
  let isSilent = false;
  return async (path) => {
    isSilent ||= !(await answers(path));
    return !isSilent;
  };
}

/** Nothing where its drive is silent, or the local rules say that it is never read. */
async function liveFile(
  path: string,
  closed: readonly string[],
  answers: Answers,
): Promise<string | undefined> {
  const live = livePathOf(path);
  if (live === undefined || !(await answers(live))) return undefined;
  if (closed.length === 0) return live;
  const real = await realPlace(live);
  return closed.some((folder) => holdsPath(folder, real)) ? undefined : live;
}

const CHANGED_SILENTLY =
  "the file on this machine differs from the backup although its size and time are the same; look at both before you trust either";

async function sizeOf(path: string): Promise<number | undefined> {
  const there = await statOf(path);
  return there?.isFile() ? Number(there.size) : undefined;
}

async function isUnchanged(
  path: string,
  { sizeBytes, modifiedAt = "" }: { sizeBytes: number; modifiedAt: string | undefined },
): Promise<boolean> {
  const there = await statOf(path);
  return (
    there?.isFile() === true &&
    Number(there.size) === sizeBytes &&
    Number(there.mtimeMs) === Date.parse(modifiedAt)
  );
}

async function statOf(path: string) {
  try {
    return await lstat(path, { bigint: true });
  } catch {
    return undefined;
  }
}

/** restic writes `/C/Users/...` for a drive of Windows. */
function livePathOf(path: string): string | undefined {
  if (process.platform !== "win32") return path;
  const [, drive, rest] = /^\/([A-Za-z])\/(.*)$/.exec(path) ?? [];
  return drive === undefined ? undefined : `${drive}:\\${rest?.replaceAll("/", "\\")}`;
}

async function hashOf(path: string): Promise<string | undefined> {
  const hash = createHash("sha256");
  try {
    await pipeline(createReadStream(path), hash);
    return hash.digest("hex");
  } catch {
    return undefined;
  }
}
