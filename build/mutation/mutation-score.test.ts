import { expect, test } from "vitest";
import { judge } from "./mutation-score.ts";

const mutant = (status: string) => ({
  status,
  mutatorName: "EqualityOperator",
  replacement: "a >= b",
  location: { start: { line: 7 } },
});
const reportOf = (...statuses: string[]) => ({
  files: { "orchestrator/tasks/leases.ts": { mutants: statuses.map(mutant) } },
});

test("four of five changes have to be noticed; those that could not be tried do not count", () => {
  const enough = judge(
    reportOf("Killed", "Killed", "Killed", "Timeout", "Survived", "Ignored", "CompileError"),
  );
  const tooFew = judge(reportOf("Killed", "Killed", "Killed", "NoCoverage"));

  expect(enough).toMatchObject({ passed: 1, output: "80.0 % of 5 changes were noticed" });
  expect(tooFew).toMatchObject({
    failed: 1,
    output: "75.0 % of 4 changes were noticed\norchestrator/tasks/leases.ts:7 EqualityOperator: a >= b",
  });
  expect(judge(reportOf())).toMatchObject({ failed: 1 });
});
