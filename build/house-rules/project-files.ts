import { readFileSync } from "node:fs";
import { join } from "node:path";
import { runProgram } from "../steps/run-program.ts";
import { Trouble } from "../steps/trouble.ts";

export type ProjectFile = { path: string; text: string };
/** One house rule: a sentence for each place that breaks it. */
export type Rule = (files: readonly ProjectFile[]) => string[];

/** The files that git keeps, as they are now. */
export async function projectFiles(root: string): Promise<ProjectFile[]> {
  const { code, output } = await runProgram("git", ["ls-files", "-z"], { cwd: root });
  if (code !== 0) throw new Trouble(`git cannot list the files of the project: ${output.trim()}`);
  return output
    .split("\0")
    .filter((path) => path !== "")
    .flatMap((path) => readText(root, path));
}

export const isTest = ({ path }: ProjectFile) => /\.test\.tsx?$/.test(path) || /(^|\/)fixtures\//.test(path);

/** Says where each line is that the pattern matches. */
export function linesThatMatch(file: ProjectFile, pattern: RegExp, what: string): string[] {
  return file.text
    .split("\n")
    .flatMap((line, at) => (pattern.test(line) ? [`${file.path}:${at + 1} ${what}`] : []));
}

function readText(root: string, path: string): ProjectFile[] {
  try {
    const text = readFileSync(join(root, path), "utf8");
    // A picture has no text, but links may lead to it.
    return [{ path, text: text.includes("\0") ? "" : text }];
  } catch {
    // Deleted and not yet committed, or a link to a folder.
    return [];
  }
}
