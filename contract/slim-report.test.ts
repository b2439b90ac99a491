import { expect, test } from "vitest";
import { type RunReport, runReport } from "./outcome.ts";
import { slimReports } from "./slim-report.ts";

const at = "2026-11-24T12:00:00.000Z";
const report: RunReport = {
  ...{ outcome: "success", startedAt: at, finishedAt: at, exitCode: 0 },
  snapshots: [{ id: "ab".repeat(32), time: at, hostname: "desk", paths: ["/"], tags: [] }],
  summary: { snapshotCount: 1, brokenPackIds: ["cd"] },
};

test("what lost a part is no plain success, and a listing without its list is a failure", () => {
  const outcomes = (kind: "init" | "snapshots") => slimReports(report, kind).map((one) => one.report.outcome);

  expect(outcomes("init")).toEqual(["warning", "warning"]);
  expect(outcomes("snapshots")).toEqual(["failure", "failure"]);
});

test("numbers stay and lists go, then all that an older orchestrator might not know", () => {
  const failure = { code: "repository-damaged" as const, message: "There are errors.", detail: "pack ..." };
  const [first, last] = slimReports({ ...report, outcome: "failure", failure }, "check");

  expect(first?.report).toMatchObject({
    summary: { snapshotCount: 1 },
    failure: { code: "repository-damaged" },
  });
  expect(first?.report.summary).not.toHaveProperty("brokenPackIds");
  expect(first?.leftOut).toEqual([
    "the listing of 1 snapshots",
    "the list brokenPackIds",
    "restic's own words",
  ]);
  expect(last?.report).toEqual({
    ...{ outcome: "failure", startedAt: at, finishedAt: at, exitCode: 0, summary: {} },
    failure: { code: "internal", message: "repository-damaged: There are errors." },
  });
  for (const slim of [first, last]) expect(runReport.safeParse(slim?.report).success).toBe(true);
});
