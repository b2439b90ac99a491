import { hash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { BackupSpec } from "#contract/task";
import { createPrivateFiles } from "../backend/private-files.ts";
import { createItemCollector, type ItemCollector } from "./collect-items.ts";
import { excludeArguments } from "./exclude-file.ts";
import { type ErrorMessage, type StatusMessage, type SummaryMessage, wordsOf } from "./messages.ts";
import type { RunCommand } from "./open-restic.ts";
import type { ResticEnd } from "./run-restic.ts";

type Deps = { run: RunCommand; tmpDir: string };
type Backup = {
  spec: BackupSpec;
  /** What this machine and its restic can do of what the spec asks for. */
  able?: Able;
  /** Absolute and there. */
  roots: string[];
  onStatus: (status: StatusMessage, errorCount: number) => void;
};
export type Able = { cloudFiles: boolean; fsSnapshot: boolean };
const NOT_ABLE: Able = { cloudFiles: false, fsSnapshot: false };

export type BackupEnd = {
  end: ResticEnd;
  summary: SummaryMessage | undefined;
  items: ItemCollector;
  /** Those of the folders whose content was not read. */
  unread: ReadonlySet<string>;
};

/** Its content was read: the system only did not tell who may do what with it. */
const METADATA = /xattr|extended attribute|metadata|security (info|descriptor)/i;

/** `restic backup`. The folders travel in a file of NUL-ended names, so that no name can be an option or a pattern. */
export async function backup(
  { run, tmpDir }: Deps,
  { spec, able = NOT_ABLE, roots, onStatus }: Backup,
): Promise<BackupEnd> {
  const items = createItemCollector();
  const unread = new Set<string>();
  const isRoot = new Set(roots);
  let summary: SummaryMessage | undefined;
  // Of many items only the first are kept, and of each only the first words.
  function see(error: ErrorMessage): void {
    items.add(error);
    const path = error.item ?? "";
    if (isRoot.has(path) && !METADATA.test(wordsOf(error).replaceAll(path, ""))) unread.add(path);
  }
  const files = createPrivateFiles(tmpDir);
  const excludes = await excludeArguments(files, spec.exclude);
  const end = await run({
    args: backupArguments(spec, { rootsFile: rootsFileIn(tmpDir, roots), excludes }, able),
    folders: roots,
    onLine: ({ message, stream, text }) => {
      if (message?.message_type === "status") onStatus(message, items.count());
      if (message?.message_type === "error") see(message);
      if (message?.message_type === "summary") summary = message;
      const missing = stream === "stderr" ? /^(.*) does not exist, skipping$/.exec(text)?.[1] : undefined;
      if (missing !== undefined)
        see({
          message_type: "error",
          error: "does not exist",
          item: missing,
          message: undefined,
          during: "scan",
        });
    },
  }).finally(() => files.remove());
  return { end, summary, items, unread };
}

/** It stays for the next backup of the same folders, until this program starts anew: to make a file costs more than to look into one. */
function rootsFileIn(tmpDir: string, roots: readonly string[]): string {
  const text = roots.map((root) => `${root}\0`).join("");
  const file = join(tmpDir, `roots-${hash("sha256", text, "hex")}`);
  if (!existsSync(file) || readFileSync(file, "utf8") !== text) writeFileSync(file, text, { mode: 0o600 });
  return file;
}

export function backupArguments(
  spec: BackupSpec,
  { rootsFile, excludes }: { rootsFile: string; excludes: readonly string[] },
  able = NOT_ABLE,
): string[] {
  const { caches, ifPresent, largerThanBytes, cloudFiles, oneFileSystem } = spec.excludeOptions;
  return [
    "backup",
    "--json",
    `--host=${spec.host}`,
    "--group-by=host,tags",
    ...spec.tags.map((tag) => `--tag=${tag}`),
    ...excludes,
    ...(caches ? ["--exclude-caches"] : []),
    ...ifPresent.map((name) => `--exclude-if-present=${name}`),
    ...(largerThanBytes === undefined ? [] : [`--exclude-larger-than=${largerThanBytes}`]),
    ...(cloudFiles && able.cloudFiles ? ["--exclude-cloud-files"] : []),
    ...(spec.useFsSnapshot === true && able.fsSnapshot ? ["--use-fs-snapshot"] : []),
    ...(oneFileSystem ? ["--one-file-system"] : []),
    ...(spec.readConcurrency === undefined ? [] : [`--read-concurrency=${spec.readConcurrency}`]),
    ...(spec.packSizeMiB === undefined ? [] : [`--pack-size=${spec.packSizeMiB}`]),
    ...(spec.compression === undefined ? [] : [`--compression=${spec.compression}`]),
    `--files-from-raw=${rootsFile}`,
  ];
}
