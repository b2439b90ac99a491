import { PassThrough } from "node:stream";
import { pipeline } from "node:stream/promises";
import { dumpArgs, type TreeEntry } from "#contract/browse";
import type { Question } from "#contract/questions";
import { readTar, type TarEntry } from "../archive/read-tar.ts";
import { writeZip, type ZipEntry } from "../archive/write-zip.ts";
import { zipName } from "../archive/zip-name.ts";
import { dump } from "../restic/dump.ts";
import { lookUp } from "../restic/ls.ts";
import { isNameable, isWithin, nameableFolder } from "../restic/names.ts";
import type { RunCommand } from "../restic/open-restic.ts";
import type { ResticEnd } from "../restic/run-restic.ts";
import type { StopSwitch } from "../stop-signal.ts";
import { restoreSourceOf } from "../tasks/restore-source.ts";
import {
  openForQuestion,
  type RepositoryDeps,
  refuseWhenEndedBadly,
  repositoryOf,
} from "./open-repository.ts";
import { Refusal } from "./refusal.ts";

/** Files and folders of a snapshot as a zip, made while it is taken; nothing of it touches a disk here. */
export async function* download(
  deps: RepositoryDeps,
  question: Question,
  stop: StopSwitch,
): AsyncGenerator<Uint8Array> {
  const { snapshotId, paths } = dumpArgs.parse(question.args);
  const repository = repositoryOf(question);
  const { run, close } = await openForQuestion(deps, repository, stop);
  const judge = (end: ResticEnd) => refuseWhenEndedBadly(end, repository, "The files could not be read.");
  try {
    const wanted = await whatIs(run, snapshotId, paths, judge);
    yield* writeZip(entriesOf({ run, snapshotId, judge }, wanted, restoreSourceOf(paths).root));
  } finally {
    stop.stop("cancelled");
    await close();
  }
}

/** Of what cannot be named alone, the folder above is read and the rest left out. */
type Wanted = { dumped: string; path: string; file?: TreeEntry };
type Snapshot = { run: RunCommand; snapshotId: string; judge: (end: ResticEnd) => void };

async function whatIs(
  run: RunCommand,
  snapshotId: string,
  paths: string[],
  judge: (end: ResticEnd) => void,
): Promise<Wanted[]> {
  const nameable = paths.filter((path) => path !== "/" && isNameable(path));
  const { end, found } = await lookUp(run, snapshotId, nameable);
  judge(end);
  return paths.map((path) => {
    if (path === "/") return { dumped: path, path };
    if (!isNameable(path)) return { dumped: nameableFolder(path), path };
    const entry = found.get(path);
    if (entry === undefined) throw new Refusal("not-found", `The snapshot has no ${path}.`);
    if (entry.type === "dir") return { dumped: path, path };
    if (entry.type === "file") return { dumped: path, path, file: entry };
    return { dumped: path.slice(0, path.lastIndexOf("/")) || "/", path };
  });
}

async function* entriesOf(snapshot: Snapshot, wanted: Wanted[], root: string): AsyncGenerator<ZipEntry> {
  const nameOf = zipName(root);
  const isBehindLink = createLinkGuard();
  for (const { dumped, path, file } of wanted) {
    const content = bytesOf(snapshot, dumped);
    if (file !== undefined) {
      yield fileEntry(file, nameOf(Buffer.from(path)), content);
      continue;
    }
    for await (const entry of readTar(content)) {
      const full = Buffer.concat([SLASH, entry.name]);
      if (!isWithin(full.toString().replace(/\/$/, ""), path)) continue;
      const zipped = archivedEntry(entry, nameOf(full));
      if (zipped !== undefined && !isBehindLink(zipped)) yield zipped;
    }
  }
}

/** Somebody could store a folder under the name of a link before it: what unpacks the zip would write through the link. */
function createLinkGuard(): (entry: ZipEntry) => boolean {
  const links = new Set<string>();
  return ({ name, type }) => {
    if (links.size === 0 && type !== "symlink") return false;
    const path = name.toString("latin1");
    if (type === "symlink") links.add(path);
    const above = path.split("/").map((_, depth, parts) => parts.slice(0, depth).join("/"));
    return [...above, ...(type === "dir" ? [path] : [])].some((one) => links.has(one));
  };
}

const SLASH = Buffer.from("/");
const PLAIN_FILE = 0o644;

function fileEntry(
  { sizeBytes = 0, modifiedAt }: TreeEntry,
  name: Buffer,
  content: AsyncIterable<Uint8Array>,
): ZipEntry {
  const at = new Date(modifiedAt ?? 0);
  return { name, type: "file", mode: PLAIN_FILE, modifiedAt: at, sizeBytes, content };
}

/** Devices, pipes and sockets have no content that could be downloaded. */
function archivedEntry({ type, linkName, ...entry }: TarEntry, name: Buffer): ZipEntry | undefined {
  if (type === "other" || name.length === 0) return undefined;
  if (type !== "symlink") return { ...entry, name, type };
  return { ...entry, name, type, content: only(linkName) };
}

async function* only(bytes: Buffer): AsyncGenerator<Uint8Array> {
  yield bytes;
}

async function* bytesOf({ run, snapshotId, judge }: Snapshot, path: string): AsyncGenerator<Uint8Array> {
  const bytes = new PassThrough();
  const running = dump(run, { snapshotId, path }, (output) => pipeline(output, bytes));
  running.catch((error) => bytes.destroy(error));
  try {
    yield* bytes;
    judge(await running);
  } finally {
    bytes.destroy();
    await running.catch(() => {});
  }
}
