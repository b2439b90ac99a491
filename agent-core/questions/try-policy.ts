import { access, constants } from "node:fs/promises";
import type { UnreadableItem } from "#contract/outcome";
import type { Question } from "#contract/questions";
import { type TriedRoot, type TryArgs, type TryReport, tryArgs } from "#contract/try-policy";
import { ABSENT, driveAnswers } from "../facts/drive-answers.ts";
import { locate } from "../facts/real-place.ts";
import { backup } from "../restic/backup.ts";
import type { RunCommand } from "../restic/open-restic.ts";
import { readRules } from "../rules/agent-rules.ts";
import { keepOut } from "../rules/never-read.ts";
import type { StopSwitch } from "../stop-signal.ts";
import { excludesThrough, follow } from "../tasks/follow-links.ts";
import { leaveOutOwn } from "../tasks/leave-out-own.ts";
import { type People, resolvePath } from "../tasks/source-roots.ts";
import { walkFolder } from "../tasks/walk-folder.ts";
import type { Answers } from "./look-into-folders.ts";
import { openForQuestion, type RepositoryDeps, refuseWhenEndedBadly } from "./open-repository.ts";
import { Refusal } from "./refusal.ts";

type Deps = RepositoryDeps & { places: () => Promise<People>; rulesFile: string; answers?: Answers };
/** What stays out of every backup of these folders. */
type Kept = { closed: string[]; exclude: string[] };
type Counted = Pick<TriedRoot, "files" | "bytes" | "complete">;
type Count = (root: string, unreadable: UnreadableItem[]) => Promise<Counted>;

/** Somebody waits: what is counted by then is the answer. */
const TRY_MS = 60_000;
const SHOWN_ITEMS = 20;
const DRIVE_MS = 5_000;

/** Counts what a backup would take: with restic, so that its own patterns decide, else by a walk that says what it leaves out. */
export async function* tryPolicy(
  deps: Deps,
  question: Question,
  stop: StopSwitch,
): AsyncGenerator<TryReport> {
  const args = tryArgs.parse(question.args);
  const until = performance.now() + TRY_MS;
  const { roots, links } = await findRoots(await deps.places(), args, deps.answers);
  const kept = await keptOut(deps, question, roots);
  if ("refusal" in kept) {
    const nothing: Count = async () => ({ files: 0, bytes: 0, complete: true });
    const note = `A backup would be refused: ${kept.refusal}`;
    yield { ...(await countAll(roots, nothing)), countedBy: "walk", note };
    return;
  }
  try {
    const exclude = [...excludesThrough(links, args.exclude), ...kept.exclude];
    yield await withRestic(deps, question, stop, { roots, exclude, until });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const signal = AbortSignal.any([
      stop.signal,
      AbortSignal.timeout(Math.max(0, Math.round(until - performance.now()))),
    ]);
    const closed = new Set(kept.closed);
    const walk: Count = (root, unreadable) =>
      walkFolder(root, signal, (item) => unreadable.push(item), closed);
    const note = `Counted without the exclusions, because restic could not be asked: ${error.message}`;
    yield { ...(await countAll(roots, walk)), countedBy: "walk", note };
  }
}

/** The same rules as for a backup, which says the same. */
async function keptOut(
  { rulesFile, folders }: Deps,
  { repository }: Question,
  roots: readonly TriedRoot[],
): Promise<{ refusal: string } | Kept> {
  const read = await readRules(rulesFile);
  if ("refusal" in read) return read;
  const there = await locate(
    roots
      .filter(({ state, isSilent }) => state !== "missing" && isSilent !== true)
      .map(({ resolved }) => resolved),
  );
  const kept = keepOut(await locate(read.rules.neverRead), there);
  if ("refusal" in kept || repository === undefined) return kept;
  const own = await leaveOutOwn({ folders, offer: { repository } }, there);
  return "refusal" in own ? own : { ...kept, exclude: [...kept.exclude, ...own.exclude] };
}

async function withRestic(
  deps: Deps,
  question: Question,
  stop: StopSwitch,
  { roots, exclude, until }: { roots: TriedRoot[]; exclude: string[]; until: number },
): Promise<TryReport> {
  const { repository } = question;
  if (repository === undefined) throw new Refusal("internal", "No repository is chosen yet.");
  const { run, close } = await openForQuestion(deps, repository, stop);
  try {
    const args = tryArgs.parse(question.args);
    const spec = { ...args, exclude, compression: "off" as const };
    const dryRun: RunCommand = (command) =>
      run({
        ...command,
        args: [...command.args, "--dry-run"],
        deadlineMs: Math.max(1, until - performance.now()),
      });
    const count: Count = async (root, unreadable) => {
      if (performance.now() >= until) return { files: 0, bytes: 0, complete: false };
      const seen = { files: 0, bytes: 0 };
      const { end, summary, items } = await backup(
        { run: dryRun, tmpDir: deps.folders.tmpDir },
        {
          spec,
          roots: [root],
          onStatus: ({ total_files, total_bytes }) => {
            seen.files = Math.max(seen.files, total_files ?? 0);
            seen.bytes = Math.max(seen.bytes, total_bytes ?? 0);
          },
        },
      );
      if (end.stopped === undefined && end.exitCode !== 3)
        refuseWhenEndedBadly(end, repository, "restic could not count the files.");
      unreadable.push(...(items.found().items ?? []));
      if (summary === undefined) return { ...seen, complete: false };
      const { total_files_processed: files, total_bytes_processed: bytes } = summary;
      return { files: files ?? seen.files, bytes: bytes ?? seen.bytes, complete: true };
    };
    return { ...(await countAll(roots, count)), countedBy: "restic", note: null };
  } finally {
    await close();
  }
}

async function countAll(roots: TriedRoot[], count: Count) {
  const unreadable: UnreadableItem[] = [];
  const counted: TriedRoot[] = [];
  for (const root of roots) {
    counted.push(root.state === "there" ? { ...root, ...(await count(root.resolved, unreadable)) } : root);
  }
  return {
    roots: counted,
    files: counted.reduce((sum, { files }) => sum + files, 0),
    bytes: counted.reduce((sum, { bytes }) => sum + bytes, 0),
    complete: counted.every(({ complete }) => complete),
    unreadable: unreadable.slice(0, SHOWN_ITEMS),
    unreadableCount: unreadable.length,
  };
}

/** Where the folders are on this machine, links followed as for a backup. */
async function findRoots(
  people: People,
  { include, optionalPaths }: TryArgs,
  answers: Answers = driveAnswers,
) {
  const optional = new Set(optionalPaths.flatMap((path) => resolvePath(people, path)));
  const asked = include.flatMap((path) => resolvePath(people, path).map((place) => ({ path, place })));
  const looked = await Promise.all(
    asked.map(async ({ path, place }) => {
      const isSilent = !(await answers(place, DRIVE_MS));
      const folder = isSilent ? undefined : await follow(place);
      const link = folder?.isLink === true ? folder : undefined;
      const resolved = link?.real ?? place;
      const nothing = { files: 0, bytes: 0, complete: true };
      const root = {
        path,
        resolved,
        state: isSilent ? ("unreadable" as const) : await stateOf(place),
        ...(isSilent && { isSilent }),
        isOptional: optional.has(place),
        ...nothing,
      };
      return { root, link };
    }),
  );
  // Of the folders of several people not everybody has each.
  const found = looked.filter(
    ({ root }, index) =>
      root.state !== "missing" ||
      !looked.some(
        (other, at) => other.root.path === root.path && (other.root.state !== "missing" || at < index),
      ),
  );
  return {
    roots: found.map(({ root }): TriedRoot => root),
    links: found.flatMap(({ link }) => (link === undefined ? [] : [link])),
  };
}

async function stateOf(path: string): Promise<TriedRoot["state"]> {
  try {
    await access(path, constants.R_OK);
    return "there";
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    return code !== undefined && ABSENT.has(code) ? "missing" : "unreadable";
  }
}
