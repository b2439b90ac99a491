import { expect, test } from "vitest";
import type { OpenProblem } from "#contract/status";
import { aProblem, aRun, aStatus } from "./testing/sample-status.ts";
import { type TrayInput, trayIcon, trayTooltip } from "./tray-state.ts";

const now = new Date("2026-11-24T12:00:00.000Z");
const running = { kind: "running", isOwn: true, url: "http://127.0.0.1:1", token: "x" } as const;

function input(status = aStatus(), changes: Partial<TrayInput> = {}): TrayInput {
  return {
    core: running,
    known: { status, policies: [], appVersion: "1", notices: [] },
    quitsAfterRun: false,
    ...changes,
  };
}

const withProblems = (...severities: OpenProblem["severity"][]) =>
  input(aStatus({ problems: severities.map((severity) => aProblem({ severity })) }));

test("the worst open problem decides the shape", () => {
  expect(trayIcon(input()).shape).toBe("protected");
  expect(trayIcon(withProblems("late")).shape).toBe("late");
  expect(trayIcon(withProblems("late", "warning")).shape).toBe("warning");
  expect(trayIcon(withProblems("late", "warning", "at-risk")).shape).toBe("at-risk");
});

test("a problem that is only counted, as there are too many to list, counts as well", () => {
  const problemCounts = { "at-risk": 0, late: 400, warning: 1 };

  expect(
    trayIcon(input({ ...aStatus({ problems: [aProblem({ severity: "late" })] }), problemCounts })).shape,
  ).toBe("warning");
});

test("a verdict without a problem has its own shape", () => {
  const shape = (state: "at-risk" | "late" | "never" | "not-set-up" | "paused") =>
    trayIcon(input(aStatus({ verdict: { state, sentence: "" } }))).shape;

  expect(shape("at-risk")).toBe("at-risk");
  expect(shape("late")).toBe("late");
  expect(shape("never")).toBe("not-set-up");
  expect(shape("not-set-up")).toBe("not-set-up");
  expect(shape("paused")).toBe("paused");
});

test("a core that is down is as bad as a failed backup, whatever was known before", () => {
  const down = input(aStatus(), { core: { kind: "down", reason: "The disk is full.", retryAt: 0 } });

  expect(trayIcon(down)).toEqual({ shape: "at-risk", arc: undefined });
  expect(trayTooltip(down, now)).toBe("Nothing is being backed up: The disk is full.");
});

test("a core that starts or does not answer is shown as out of reach, not as protected", () => {
  expect(trayIcon(input(aStatus(), { core: { kind: "starting" } })).shape).toBe("offline");
  expect(trayIcon(input(aStatus(), { known: undefined })).shape).toBe("offline");
});

test("a run is an arc of eighths over the shape", () => {
  const at = (percentDone: number) => {
    const progress = { phase: "backup", percentDone, filesDone: 0, bytesDone: 0, errorCount: 0 };
    return trayIcon(input(aStatus({ running: [aRun({ progress })] })));
  };

  expect(at(0)).toEqual({ shape: "protected", arc: 0 });
  expect(at(0.42).arc).toBe(3);
  expect(at(1).arc).toBe(8);
  expect(trayIcon(input(aStatus({ running: [aRun()] }))).arc).toBe(0);
});

test("the tooltip is the verdict, or while a run goes on what it does", () => {
  const progress = {
    phase: "backup",
    percentDone: 0.42,
    secondsRemaining: 370,
    filesDone: 1,
    bytesDone: 1,
    errorCount: 0,
  };

  expect(trayTooltip(input(), now)).toBe("This computer is protected. Last backup 3 min ago.");
  expect(trayTooltip(input(aStatus({ running: [aRun({ progress })] })), now)).toBe(
    "Backing up Documents 42 %, about 6 min left",
  );
});

test("a long tooltip is cut where Windows would cut it, with a sign", () => {
  const sentence = "word ".repeat(40);
  const tooltip = trayTooltip(input(aStatus({ verdict: { state: "late", sentence } })), now);

  expect(tooltip.length).toBeLessThanOrEqual(127);
  expect(tooltip).toMatch(/word…$/);
});

test("the tooltip says when the next backup is due, in the time of this computer", () => {
  const next = (nextRunAt: string) => trayTooltip(input(aStatus({ nextRunAt })), now);

  expect(next("2026-11-24T12:05:00.000Z")).toMatch(/^This computer is protected\. .* Next: \S+ \d\d:05\.$/);
  expect(next("2026-11-24T11:59:00.000Z")).not.toContain("Next");
});
