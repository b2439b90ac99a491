import { stat } from "node:fs/promises";
import { inTime } from "../in-time.ts";
import { askDrive } from "./ask-drive.ts";
import { readMounts } from "./mount-points.ts";
import { isOnNetwork, leadsInto } from "./network-mount.ts";
import { rememberFor } from "./remember-for.ts";

/** A disk of a server that sleeps may take a while to turn. */
export const DRIVE_PATIENCE_MS = 60_000;

/** A run asks for several folders one after the other. */
const networkMounts = rememberFor(
  5_000,
  async () =>
    new Set(
      readMounts()
        .filter(isOnNetwork)
        .map(({ path }) => path),
    ),
);

/**
 * Of a drive that went away the system itself goes on to tell for a second or more what it saw there last, and whoever then opens a folder
 * waits for ever: it is told to ask anew. Small systems know no such option.
 */
const ANEW = ["stat", "-L", "--cached=never", "--"];
const AS_EVER = ["stat", "-L", "--"];
const asking = rememberFor(Number.POSITIVE_INFINITY, async () =>
  (await askDrive([...ANEW, "/"], DRIVE_PATIENCE_MS)) ? ANEW : AS_EVER,
);

/** A run looks at each of its folders several times within some milliseconds. Of a network drive no answer is held: it may go at any time. */
const ANSWER_HOLDS_MS = 200;
const answeredAt = new Map<string, number>();

/** What the system says about a path. What may not be looked at is neither. */
export type Look = { isFound: boolean; isAbsent: boolean };

const looking = new Map<string, Promise<Look>>();

/** Nobody is there, whoever asks. */
export const ABSENT: ReadonlySet<string> = new Set(["ENOENT", "ENOTDIR", "ELOOP"]);

/**
 * Whether the drive that holds a path says anything about it, be it that there is no such thing. At network drives
 * a program of its own looks: a look that never comes back would keep a thread of this process for ever, which has four.
 */
export async function driveAnswers(path: string, patienceMs = DRIVE_PATIENCE_MS): Promise<boolean> {
  if (await isRemote(path)) return await isAnswered(path, patienceMs);
  if (performance.now() - (answeredAt.get(path) ?? -Infinity) < ANSWER_HOLDS_MS) return true;
  return (await lookInTime(path, patienceMs)) !== undefined;
}

/** The same, and what there is: in one look where the drive is of this machine. `undefined` where it says nothing. */
export async function lookAt(path: string, patienceMs = DRIVE_PATIENCE_MS): Promise<Look | undefined> {
  if ((await isRemote(path)) && !(await isAnswered(path, patienceMs))) return undefined;
  return await lookInTime(path, patienceMs);
}

async function isRemote(path: string): Promise<boolean> {
  const mounts = await networkMounts();
  return mounts.size > 0 && (await leadsInto(path, mounts));
}

async function isAnswered(path: string, patienceMs: number): Promise<boolean> {
  return (await askDrive([...(await asking()), path], patienceMs)) !== undefined;
}

async function lookInTime(path: string, patienceMs: number): Promise<Look | undefined> {
  const found = await inTime(look(path), patienceMs);
  if (found === undefined) return undefined;
  if (answeredAt.size > 100) answeredAt.clear();
  answeredAt.set(path, performance.now());
  return found;
}

/** One look at a time for each path. */
function look(path: string): Promise<Look> {
  const pending =
    looking.get(path) ??
    stat(path)
      .then(
        () => ({ isFound: true, isAbsent: false }),
        ({ code }: NodeJS.ErrnoException) => ({ isFound: false, isAbsent: ABSENT.has(code ?? "") }),
      )
      .finally(() => looking.delete(path));
  looking.set(path, pending);
  return pending;
}
