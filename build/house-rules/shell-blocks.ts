import type { ProjectFile, Rule } from "./project-files.ts";

export type ShellBlock = {
  /** 1 for the first line of the file. */
  line: number;
  text: string;
  /** The place in which a test runs it, from `<!-- run: PLACE -->` in the line before. */
  place?: string;
  /** Why none does, from `<!-- not run: REASON -->`. */
  reason?: string;
};

/** The commands that a page tells its readers to type. */
export function shellBlocks(page: string): ShellBlock[] {
  const blocks = page.matchAll(
    /(?:^<!-- (?:run: (?<place>[\w-]+)|not run: (?<reason>[^\n]+)) -->\n)?^```(?:sh|bat)\n(?<text>[\s\S]*?)^```$/gm,
  );
  return [...blocks].map(({ index, groups = {} }) => {
    const { place, reason, text = "" } = groups;
    const line =
      page.slice(0, index).split("\n").length + (place === undefined && reason === undefined ? 0 : 1);
    return { line, text, ...(place !== undefined && { place }), ...(reason !== undefined && { reason }) };
  });
}

export const isGuide = ({ path }: ProjectFile) => path === "README.md" || /^docs\/[\w-]+\.md$/.test(path);

/** Commands in pages for people are run by a test, or say why not. */
export const commandsAreTried: Rule = (files) =>
  files.filter(isGuide).flatMap(({ path, text }) =>
    shellBlocks(text)
      .filter(({ place, reason }) => place === undefined && reason === undefined)
      .map(({ line }) => `${path}:${line} has commands and no “run: PLACE” or “not run: REASON” before them`),
  );
