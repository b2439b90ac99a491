import type { ProjectFile, Rule } from "./project-files.ts";

const LONGEST = 300;
const HIGHEST_MEDIAN = 80;

export const fileLength: Rule = (files) => {
  const sources = files.filter(({ path }) => /\.(tsx?|mjs)$/.test(path));
  const tooLong = sources.filter((file) => lines(file) > LONGEST);
  const median = medianOf(sources.map(lines));
  return [
    ...tooLong.map((file) => `${file.path} has ${lines(file)} lines; ${LONGEST} is the most`),
    ...(median > HIGHEST_MEDIAN
      ? [`The median file has ${median} lines; it must stay at ${HIGHEST_MEDIAN} or below`]
      : []),
  ];
};

const lines = ({ text }: ProjectFile) => text.split("\n").length - (text.endsWith("\n") ? 1 : 0);

function medianOf(numbers: number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.ceil(middle) - 1] ?? 0) + (sorted[Math.floor(middle)] ?? 0)) / 2;
}
