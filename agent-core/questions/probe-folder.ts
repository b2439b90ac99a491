import { randomUUID } from "node:crypto";
import { access, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { driveAnswers } from "../facts/drive-answers.ts";
import { type Finding, failed, ok } from "./finding.ts";

/** Somebody waits. */
const PATIENCE_MS = 10_000;

/** The folder, or the one that it will be made in. */
export async function probeFolder(path: string): Promise<Finding> {
  if (!(await driveAnswers(path, PATIENCE_MS)))
    return failed(
      "repository-unreachable",
      `The drive that holds ${path} does not answer, so nothing can be backed up there. Connect it again, or choose another folder.`,
    );
  const folder = await nearestFolder(path);
  if (folder === path || folder === dirname(path)) return ok();
  return failed(
    "repository-missing",
    `The folder ${dirname(path)} is not there, so nothing can be backed up there. Connect the disk, or choose another folder.`,
  );
}

/** Writes a small file and takes it away again. */
export async function writeInto(path: string): Promise<Finding> {
  const folder = await nearestFolder(path);
  const file = join(folder, `.holdfast-${randomUUID()}`);
  try {
    await access(folder);
    await writeFile(file, "Holdfast checks whether it may write here.\n", { flag: "wx" });
    await rm(file);
    return ok();
  } catch (error) {
    return failed(
      codeOf(error) === "ENOSPC" ? "repository-full" : "access-denied",
      `${folder} cannot be written (${codeOf(error)}), so nothing can be backed up there. Correct the rights of the folder, or choose another one.`,
    );
  }
}

async function nearestFolder(path: string): Promise<string> {
  for (let folder = path; ; folder = dirname(folder)) {
    const isFolder = await stat(folder).then(
      (found) => found.isDirectory(),
      () => false,
    );
    if (isFolder || dirname(folder) === folder) return folder;
  }
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? String(error);
}
