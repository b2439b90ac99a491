import { lstat } from "node:fs/promises";
import { dirname } from "node:path";
import { type FolderSize, folderSizesArgs } from "#contract/folders";
import type { Question } from "#contract/questions";
import { driveAnswers } from "../facts/drive-answers.ts";
import { type MountedAt, readMountedAt } from "../facts/mounted-at.ts";
import type { StopSwitch } from "../stop-signal.ts";
import { follow } from "../tasks/follow-links.ts";
import { isThere } from "../tasks/source-roots.ts";
import { type Step, walkInSteps } from "../tasks/walk-folder.ts";
import { type Answers, absolute, LOOK_MS, lookByRules } from "./look-into-folders.ts";

type Deps = { rulesFile: string; answers?: Answers };
type Caps = { ms: number; entries: number };
type Count = { size: FolderSize; entries: number; steps: AsyncGenerator<Step>; toldAt: number };

/** Somebody waits, and the machine has other work: what is counted by then is told as the least that is there. */
const CAPS: Caps = { ms: 60_000, entries: 2_000_000 };
const TELL_MS = 300;

/** Counts what is in folders, a step here and a step there, so that each number grows and a large folder holds up no other. */
export async function* countFolders(
  { rulesFile, answers = driveAnswers }: Deps,
  question: Question,
  stop: StopSwitch,
  caps = CAPS,
): AsyncGenerator<FolderSize> {
  const { paths } = folderSizesArgs.parse(question.args);
  const until = performance.now() + caps.ms;
  const open: Count[] = [];
  const leftMs = () => Math.max(1, Math.min(LOOK_MS, until - performance.now()));
  const begin = await starter(rulesFile, (path) => answers(path, leftMs()));
  for (const path of new Set(paths)) {
    const count = await begin(path);
    yield { ...count.size };
    if (count.size.state === "counting") open.push(count);
  }
  const isOver = (entries: number) =>
    entries >= caps.entries || performance.now() >= until || stop.signal.aborted;
  let entries = 0;
  for (let count = open.shift(); count !== undefined; count = open.shift()) {
    const before = count.entries;
    const isDone = await goOn(count);
    entries += count.entries - before;
    if (!isDone) open.push(count);
    if (isDone || performance.now() - count.toldAt > TELL_MS) yield tell(count);
    if (isOver(entries)) break;
  }
  for (const { size } of open) yield { ...size, state: "cut" };
}

async function starter(
  rulesFile: string,
  answers: (path: string) => Promise<boolean>,
): Promise<(path: string) => Promise<Count>> {
  const closedIn = await lookByRules(rulesFile);
  const mountedAt = readMountedAt();
  const answered = askOnce(answers, mountedAt);
  return async (asked) => {
    const root = absolute(asked);
    const size: FolderSize = { path: asked, files: 0, bytes: 0, state: "counting", unreadable: 0 };
    if (!(await answered(root)))
      return { size: { ...size, state: "cut", unreadable: 1 }, entries: 0, steps: nothing(), toldAt: 0 };
    const { isLink, real } = await follow(root);
    const place = isLink ? real : root;
    const closed = await closedIn(place);
    if (closed === undefined) size.state = "closed";
    else if (!(await isThere(root))) size.state = "missing";
    const steps = walkInSteps(place, {
      onUnreadable: () => {
        size.unreadable += 1;
      },
      isClosed: (path) => closed?.has(path) === true || (path !== place && mountedAt(path).isMount),
    });
    return { size, entries: 0, steps, toldAt: performance.now() };
  };
}

async function* nothing(): AsyncGenerator<Step> {}

/**
 * One folder speaks for those beside it: a page of them on a drive that is silent would send a program for each. But a look at a name
 * in a folder of the automounter goes to another computer.
 */
function askOnce(answers: (path: string) => Promise<boolean>, mountedAt: MountedAt) {
  const asked = new Map<string, Promise<boolean>>();
  const ask = (path: string) => {
    const answer = asked.get(path) ?? answers(path);
    asked.set(path, answer);
    return answer;
  };
  return async (path: string): Promise<boolean> => {
    const above = dirname(path);
    const isOwn = mountedAt(path).isMount || mountedAt(above).isSystem;
    if (!(await ask(isOwn ? path : above))) return false;
    const isLink = (await lstat(path).catch(() => undefined))?.isSymbolicLink() === true;
    return isLink ? await ask(path) : true;
  };
}

async function goOn(count: Count): Promise<boolean> {
  const { value } = await count.steps.next();
  if (value === undefined) return true;
  count.entries = value.entries;
  count.size.files = value.files;
  count.size.bytes = value.bytes;
  if (value.isDone) count.size.state = "whole";
  return value.isDone;
}

function tell(count: Count): FolderSize {
  count.toldAt = performance.now();
  return { ...count.size };
}
