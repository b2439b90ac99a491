import fc from "fast-check";
import { expect, test } from "vitest";
import type { Notice } from "#contract/notices";
import type { Status } from "#contract/status";
import type { MenuEntry } from "./menu-entry.ts";
import type { Known } from "./status-feed.ts";
import { AGENT, aProblem, aRun, aStatus, POLICY } from "./testing/sample-status.ts";
import { trayMenu } from "./tray-menu.ts";
import { type TrayInput, trayIcon, trayTooltip } from "./tray-state.ts";

const now = new Date("2026-11-24T12:00:00.000Z");
const STATES = 200;

const counts = fc.record({
  protected: fc.nat(30),
  late: fc.nat(3),
  "at-risk": fc.nat(3),
  never: fc.nat(2),
  paused: fc.nat(2),
});
const problem = fc
  .record({
    severity: fc.constantFrom("at-risk", "late", "warning"),
    hostname: fc.constantFrom("desk", "attic", "lab"),
    action: fc.constantFrom("open-run", "back-up-now", "open-agent", "create-policy", "open-repository"),
    title: fc.string({ maxLength: 200 }),
  } as const)
  .map((changes) => aProblem(changes));
const run = fc
  .record({ percentDone: fc.double({ min: 0, max: 1, noNaN: true }), secondsRemaining: fc.nat(20_000) })
  .map((progress) =>
    aRun({ progress: { phase: "backup", filesDone: 1, bytesDone: 1, errorCount: 0, ...progress } }),
  );
const status: fc.Arbitrary<Status> = fc
  .record({
    state: fc.constantFrom("not-set-up", "protected", "late", "at-risk", "never", "paused"),
    problems: fc.array(problem, { maxLength: 4 }),
    running: fc.array(run, { maxLength: 2 }),
    counts,
  } as const)
  .map(({ state, ...rest }) => aStatus({ ...rest, verdict: { state, sentence: `The verdict: ${state}.` } }));

const policies = fc
  .integer({ min: 0, max: 3 })
  .map((count) =>
    Array.from({ length: count }, (_, at) => ({ id: POLICY, name: `P${at}`, repositoryName: "NAS" })),
  );
const known: fc.Arbitrary<Known> = fc.record(
  {
    status,
    policies,
    appVersion: fc.constant("1"),
    notices: fc.constant<Notice[]>([]),
    machine: fc.record({
      id: fc.constant(AGENT),
      isPaused: fc.boolean(),
      pausedUntil: fc.constantFrom(null, "2026-11-24T18:00:00.000Z"),
    }),
    fleet: status,
    upstream: fc.record({
      name: fc.constant("studio"),
      state: fc.constantFrom("connected", "away", "pending", "revoked"),
    }),
  },
  { requiredKeys: ["status", "policies", "appVersion", "notices"] },
);
const core = fc.oneof(
  fc.constant({ kind: "starting" } as const),
  fc.constant({ kind: "down", reason: "The disk is full.", retryAt: 0 } as const),
  fc.record({
    kind: fc.constant("running" as const),
    isOwn: fc.boolean(),
    url: fc.constant("http://127.0.0.1:1"),
    token: fc.constant("x"),
  }),
  fc.constant({ ...running(), isOwn: false, isLimited: true } as const),
);
const input: fc.Arbitrary<TrayInput> = fc.record({
  core: fc.oneof({ weight: 2, arbitrary: core }, { weight: 6, arbitrary: fc.constant(running()) }),
  known: fc.option(known, { nil: undefined, freq: 8 }),
  quitsAfterRun: fc.boolean(),
  update: fc.constantFrom(undefined, "2.4.0"),
});

function running() {
  return { kind: "running", isOwn: true, url: "http://127.0.0.1:1", token: "x" } as const;
}

/** Written from the table of states, not from the code: the first line that applies wins. */
function expectedShape({ core: { kind }, known: all }: TrayInput): string {
  if (kind === "down") return "at-risk";
  if (kind === "starting" || all === undefined) return "offline";
  const open = all.status.problems.map(({ severity }) => severity);
  const { state } = all.status.verdict;
  const table: [boolean, string][] = [
    [state === "at-risk" || open.includes("at-risk"), "at-risk"],
    [open.includes("warning"), "warning"],
    [state === "late" || open.includes("late"), "late"],
    [state === "paused", "paused"],
    [all.upstream?.state === "away", "offline"],
    [state === "never" || state === "not-set-up", "not-set-up"],
    [true, "protected"],
  ];
  return table.find(([applies]) => applies)?.[1] ?? "";
}

function labels(entries: MenuEntry[]): string[] {
  return entries.flatMap((entry) => {
    if (entry.kind === "separator") return [];
    return entry.kind === "item" ? [entry.label] : [entry.label, ...labels(entry.entries)];
  });
}

/** What must be in the menu and what must not, as ui.md lists it. */
function expectedItems(one: TrayInput): [string, boolean][] {
  const all = one.core.kind === "running" ? one.known : undefined;
  const runs = all?.status.running.length ?? 0;
  const isPaused = all?.machine?.isPaused === true;
  const count = all?.policies.length ?? 0;
  return [
    ["Back up now", count > 0],
    ["All policies", count > 1],
    ["Protect a folder…", all !== undefined && count === 0],
    ["Stop", runs > 0 && !(one.core.kind === "running" && one.core.isLimited)],
    ["Restore files…", all !== undefined],
    ["Pause backups", all?.machine !== undefined && !isPaused && count > 0],
    ["Resume backups", isPaused],
    ["Fleet: ", all?.fleet !== undefined],
    ["Add a computer…", all?.fleet !== undefined],
    ["Managed by studio", all?.upstream !== undefined],
    ["Settings…", one.core.kind === "running"],
    ["Update available: 2.4.0", one.update !== undefined],
    ["Open Holdfast", true],
    ["Copy diagnostics", true],
    ["Open log folder", true],
    ["Quits after this run…", one.quitsAfterRun],
    ["Quit", !one.quitsAfterRun],
  ];
}

test(`${STATES} states of all kinds give the right icon, tooltip and items`, () => {
  const check = fc.property(input, (one) => {
    const icon = trayIcon(one);
    const menu = trayMenu(one, now);
    const shown = labels(menu);
    const runs = one.core.kind === "running" ? (one.known?.status.running ?? []) : [];

    expect(icon.shape).toBe(expectedShape(one));
    expect(icon.arc === undefined).toBe(runs.length === 0);
    expect(icon.arc ?? 0).toBeLessThanOrEqual(8);
    expect(trayTooltip(one, now)).not.toBe("");
    expect(trayTooltip(one, now).length).toBeLessThanOrEqual(127);
    expect(trayTooltip(one, now).startsWith("Backing up Documents")).toBe(runs.length > 0);
    const wrong = expectedItems(one).filter(
      ([label, isThere]) =>
        shown.some((text) => text === label || (label.length > 4 && text.startsWith(label))) !== isThere,
    );
    expect(wrong).toEqual([]);
    expect(menu[0]).toMatchObject({ kind: "item", action: { do: "open", path: "/" } });
    expect(menu.at(-1)).toMatchObject({ action: { do: "quit" } });
    expect(menu.some((entry, at) => entry.kind === "separator" && menu[at + 1]?.kind === "separator")).toBe(
      false,
    );
    expect(shown.every((label) => label.length <= 140)).toBe(true);
    const problems = one.core.kind === "running" ? (one.known?.status.problems.length ?? 0) : 0;
    const line = problems === 1 ? "1 problem" : `${problems} problems`;
    expect(shown.includes(line)).toBe(problems > 0);
  });

  const result = fc.check(check, { numRuns: STATES });
  expect(result.failed ? `seed ${result.seed}: ${fc.defaultReportMessage(result)}` : "").toBe("");
});
