import type { OpenProblem } from "#contract/status";

export type FoldedProblem = { problem: OpenProblem; hostnames: string[] };

/** One entry for what many machines have in the same words: a repository that does not answer is one thing to do. */
export function foldProblems(problems: OpenProblem[]): FoldedProblem[] {
  const sameWords = ({ severity, title, effect, action, repositoryId }: OpenProblem) =>
    JSON.stringify([severity, title, effect, action, repositoryId]);
  return [...Map.groupBy(problems, sameWords).values()].flatMap((same) => {
    const [problem] = same;
    return problem === undefined ? [] : [{ problem, hostnames: same.map(({ hostname }) => hostname) }];
  });
}
