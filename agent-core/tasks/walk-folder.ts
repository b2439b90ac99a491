import type { Dirent } from "node:fs";
import { lstat, opendir } from "node:fs/promises";
import { sep } from "node:path";
import type { UnreadableItem } from "#contract/outcome";

export type Walked = { files: number; bytes: number; complete: boolean };
type Walk = {
  onUnreadable: (item: UnreadableItem) => void;
  /** Says of a folder whether it is left out. */
  isClosed: (path: string) => boolean;
};

/** So many files are looked at side by side; so many entries are a step. */
const AT_ONCE = 64;
const A_STEP = 1_000;
const SEPARATOR = Buffer.from(sep);

/** Counts files and bytes below a path, but not in closed places, without following links; after the signal, what was counted until then. */
export async function walkFolder(
  root: string,
  signal: AbortSignal,
  onUnreadable: (item: UnreadableItem) => void,
  closed: ReadonlySet<string> = new Set(),
): Promise<Walked> {
  for await (const step of walkInSteps(root, { onUnreadable, isClosed: (path) => closed.has(path) })) {
    const { files, bytes, isDone } = step;
    if (isDone || signal.aborted) return { files, bytes, complete: isDone && !signal.aborted };
  }
  return { files: 0, bytes: 0, complete: false };
}

export type Step = { files: number; bytes: number; entries: number; isDone: boolean };

/** The same a step at a time: what was counted so far. Names are kept as bytes, for not all are text. */
export async function* walkInSteps(root: string, { onUnreadable, isClosed }: Walk): AsyncGenerator<Step> {
  const counted = { files: 0, bytes: 0, entries: 0 };
  const waiting: Buffer[] = [];
  const unread = (path: Buffer, error: unknown) =>
    onUnreadable({ path: path.toString(), message: error instanceof Error ? error.message : String(error) });

  async function look(path: Buffer): Promise<void> {
    try {
      const found = await lstat(path);
      if (found.isDirectory() && !isClosed(path.toString())) waiting.push(path);
      else if (found.isFile()) {
        counted.files += 1;
        counted.bytes += found.size;
      }
    } catch (error) {
      unread(path, error);
    }
  }

  await look(Buffer.from(root));
  let told = 0;
  for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
    try {
      for await (const entries of inPortions(folder)) {
        const folders = entries.filter((entry) => entry.isDirectory()).map((entry) => inside(folder, entry));
        waiting.push(...folders.filter((path) => !isClosed(path.toString())));
        const files = entries.filter((entry) => entry.isFile());
        await Promise.all(files.map((entry) => look(inside(folder, entry))));
        counted.entries += entries.length;
        if (counted.entries - told < A_STEP) continue;
        told = counted.entries;
        yield { ...counted, isDone: false };
      }
    } catch (error) {
      unread(folder, error);
    }
  }
  yield { ...counted, isDone: true };
}

type Entry = Dirent<Buffer>;

/** The entries of a folder, however many there are, without ever holding all. */
export async function* inPortions(folder: Buffer): AsyncGenerator<Entry[]> {
  let portion: Entry[] = [];
  for await (const entry of await openFolder(folder)) {
    portion.push(entry);
    if (portion.length < AT_ONCE) continue;
    yield portion;
    portion = [];
  }
  if (portion.length > 0) yield portion;
}

/** Node's types know only names as text here; with this encoding they are bytes. */
async function openFolder(folder: Buffer): Promise<AsyncIterable<Entry>> {
  const options = { encoding: "buffer" as unknown as "utf8", bufferSize: AT_ONCE };
  return (await opendir(folder, options)) as unknown as AsyncIterable<Entry>;
}

export function inside(folder: Buffer, { name }: Entry): Buffer {
  const isRoot = folder.at(-1) === SEPARATOR[0];
  return Buffer.concat(isRoot ? [folder, name] : [folder, SEPARATOR, name]);
}
