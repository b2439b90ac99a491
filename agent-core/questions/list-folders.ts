import { stat } from "node:fs/promises";
import { join } from "node:path";
import type * as z from "zod";
import { type folderRest, foldersArgs, type MachineFolder } from "#contract/folders";
import type { Question } from "#contract/questions";
import { type PathToken, pathTokens } from "#contract/source-path";
import { listDisks } from "../facts/disks.ts";
import { driveAnswers } from "../facts/drive-answers.ts";
import { readMounts } from "../facts/mount-points.ts";
import { readMountedAt } from "../facts/mounted-at.ts";
import type { People } from "../tasks/source-roots.ts";
import { inPortions } from "../tasks/walk-folder.ts";
import { createFolderPage } from "./folder-page.ts";
import { type Answers, absolute, type ClosedIn, LOOK_MS, lookByRules } from "./look-into-folders.ts";
import { Refusal } from "./refusal.ts";

type Deps = { places: () => Promise<People>; rulesFile: string; answers?: Answers };
type Rest = z.infer<typeof folderRest>;
type Line = MachineFolder | { rest: Rest };

/** Of a folder with more entries, or one that takes longer, the beginning is shown. */
const MOST_ENTRIES = 500_000;
const LIST_MS = 20_000;

/** The folders in one folder of this machine, in the order for people; without one, where people begin to look. */
export async function* listFolders(
  { places, rulesFile, answers = driveAnswers }: Deps,
  question: Question,
  most = MOST_ENTRIES,
): AsyncGenerator<Line> {
  const { path, limit, after } = foldersArgs.parse(question.args);
  const closedIn = await lookByRules(rulesFile);
  if (path === undefined) {
    yield* await beginnings(await places(), closedIn, answers);
    yield { rest: { hasMore: false, otherCount: 0, isCut: false } };
    return;
  }
  const folder = absolute(path);
  if (!(await answers(folder, LOOK_MS)))
    throw new Refusal(
      "stalled",
      `The drive that holds ${folder} does not answer, so its folders cannot be shown. Connect it again, or look whether the other computer is there.`,
    );
  const closed = await closedIn(folder);
  if (closed === undefined)
    throw new Refusal(
      "not-allowed-here",
      `The local rules of this machine say that ${folder} is never read, so it is not shown.`,
    );
  const { found, rest } = await readFolder(folder, { limit, after, most });
  const mountedAt = readMountedAt();
  for (const { name, isText } of found) {
    const inside = join(folder, name);
    const { isMount, isSystem } = isText ? mountedAt(inside) : { isMount: false, isSystem: false };
    const state = closed.has(inside) ? "closed" : isSystem ? "system" : isText ? "open" : "unnameable";
    yield { path: inside, name, state, isMount };
  }
  yield { rest };
}

type Found = { name: string; type: "dir"; isText: boolean };
type Wanted = { limit: number; after: string | undefined; most: number };

async function readFolder(folder: string, { limit, after, most }: Wanted) {
  const until = performance.now() + LIST_MS;
  const page = createFolderPage<Found>({
    limit: limit + 1,
    ...(after !== undefined && { after: { name: after, type: "dir" } }),
  });
  let entryCount = 0;
  let otherCount = 0;
  let isCut = false;
  try {
    for await (const entries of inPortions(Buffer.from(folder))) {
      entryCount += entries.length;
      const folders = entries.filter((entry) => entry.isDirectory());
      otherCount += entries.length - folders.length;
      for (const entry of folders) page.take({ ...nameOf(entry.name), type: "dir" });
      isCut = entryCount >= most || performance.now() > until;
      if (isCut) break;
    }
  } catch (error) {
    throw new Refusal("not-found", whyUnread(folder, error as NodeJS.ErrnoException));
  }
  const found = page.entries();
  return { found: found.slice(0, limit), rest: { hasMore: found.length > limit, otherCount, isCut } };
}

const strict = new TextDecoder("utf-8", { fatal: true });

/** A pattern is one line of text; a name that is no such text can be shown and not be written. */
function nameOf(bytes: Buffer): Omit<Found, "type"> {
  try {
    const name = strict.decode(bytes);
    return { name, isText: !/[\r\n]/.test(name) };
  } catch {
    return { name: bytes.toString(), isText: false };
  }
}

function whyUnread(folder: string, { code, message }: NodeJS.ErrnoException): string {
  if (code === "ENOENT") return `${folder} is not there any more.`;
  if (code === "ENOTDIR") return `${folder} is no folder.`;
  if (code === "EACCES" || code === "EPERM")
    return `Holdfast may not read ${folder}: the account that it runs as on this machine has no right to.`;
  return `${folder} could not be read: ${message}`;
}

/** The folders of a person, or the homes of several, then the disks. */
async function beginnings(people: People, closedIn: ClosedIn, answers: Answers): Promise<MachineFolder[]> {
  const found = new Map<string, MachineFolder>();
  const add = (folder: Omit<MachineFolder, "name">) => {
    if (!found.has(folder.path)) found.set(folder.path, { ...folder, name: folder.path });
  };
  // At the same time: one whose drive is silent holds up no other.
  const looked = await Promise.all(
    placesOf(people).map(async ({ path, ...token }) => ({
      ...{ path, isMount: false, ...token },
      state: await stateOfPlace(path, closedIn, answers),
    })),
  );
  for (const { state, ...place } of looked) if (state !== undefined) add({ ...place, state });
  for (const { mountPath: path, totalBytes, freeBytes } of await listDisks(readMounts()))
    add({
      ...{ path, isMount: true, usedBytes: Math.max(0, totalBytes - freeBytes) },
      state: await stateOf(path, closedIn),
    });
  if (process.platform !== "win32") add({ path: "/", isMount: true, state: await stateOf("/", closedIn) });
  return [...found.values()];
}

function placesOf(people: People): { path: string; token?: PathToken }[] {
  const [one, ...others] = people;
  if (one !== undefined && others.length === 0)
    return pathTokens.map((token) => ({ path: one(token), token }));
  return people.map((placeOf) => ({ path: placeOf("home") }));
}

/** Nothing where there is no folder. One whose drive is silent may be there: whoever opens it is told. */
async function stateOfPlace(
  path: string,
  closedIn: ClosedIn,
  answers: Answers,
): Promise<"open" | "closed" | undefined> {
  if (!(await answers(path, LOOK_MS))) return "open";
  return (await isFolder(path)) ? await stateOf(path, closedIn) : undefined;
}

async function stateOf(path: string, closedIn: ClosedIn): Promise<"open" | "closed"> {
  return (await closedIn(path)) === undefined ? "closed" : "open";
}

async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isDirectory() === true;
}
