import { expect, test } from "vitest";
import type { OpenProblem } from "#contract/status";
import { foldProblems } from "./fold-problems.ts";

const problem = (hostname: string, title: string): OpenProblem => ({
  severity: "at-risk",
  agentId: `id of ${hostname}`,
  hostname,
  policyId: null,
  policyName: null,
  runId: null,
  title,
  effect: "Nothing is saved.",
  action: "open-run",
});

test("what many machines have in the same words is one entry, in the order of the worst", () => {
  const folded = foldProblems([
    problem("anna", "Documents: NAS does not answer."),
    problem("ben", "Photos on ben is at risk."),
    problem("cleo", "Documents: NAS does not answer."),
  ]);

  expect(folded.map((one) => [one.problem.title, one.hostnames])).toEqual([
    ["Documents: NAS does not answer.", ["anna", "cleo"]],
    ["Photos on ben is at risk.", ["ben"]],
  ]);
});
