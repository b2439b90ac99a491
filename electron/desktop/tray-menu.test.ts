import { expect, test } from "vitest";
import type { MenuEntry } from "./menu-entry.ts";
import { AGENT, aProblem, aRun, aStatus, POLICY, RUN, TASK } from "./testing/sample-status.ts";
import { trayMenu } from "./tray-menu.ts";
import type { TrayInput } from "./tray-state.ts";

const now = new Date("2026-11-24T12:00:00.000Z");
const core = { kind: "running", isOwn: true, url: "http://127.0.0.1:1", token: "x" } as const;
const documents = { id: POLICY, name: "Documents", repositoryName: "NAS" };
const photos = { id: RUN, name: "Photos", repositoryName: "S3" };

function input({ status = aStatus(), policies = [documents] } = {}): TrayInput {
  return { core, known: { status, policies, appVersion: "1", notices: [] }, quitsAfterRun: false };
}

/** The menu as a person reads it. */
function lines(entries: MenuEntry[], indent = ""): string[] {
  return entries.flatMap((entry) => {
    if (entry.kind === "separator") return [`${indent}--`];
    if (entry.kind === "item") return [indent + entry.label];
    return [`${indent}${entry.label} >`, ...lines(entry.entries, `${indent}  `)];
  });
}

function actionOf(entries: MenuEntry[], label: string) {
  const all = entries.flatMap((entry) => (entry.kind === "submenu" ? entry.entries : [entry]));
  return all.find((entry) => entry.kind === "item" && entry.label.startsWith(label));
}

test("at rest the menu offers what applies and nothing else", () => {
  expect(lines(trayMenu(input(), now))).toEqual([
    "This computer is protected. Last backup 3 min ago.",
    "--",
    "Back up now",
    "Restore files…",
    "--",
    "Open Holdfast",
    "Help >",
    "  Copy diagnostics",
    "  Open log folder",
    "Settings…",
    "Quit",
  ]);
});

test("while a run goes on it is named and can be stopped", () => {
  const menu = trayMenu(input({ status: aStatus({ running: [aRun()] }) }), now);

  expect(lines(menu).slice(0, 6)).toEqual([
    "This computer is protected. Last backup 3 min ago.",
    "Backing up Documents",
    "--",
    "Back up now",
    "Stop",
    "Restore files…",
  ]);
  expect(actionOf(menu, "Stop")).toMatchObject({ action: { do: "stop", taskIds: [TASK] } });
  expect(actionOf(menu, "Backing up")).toMatchObject({ action: { do: "open", path: `/runs/${RUN}` } });
});

test("several policies can be backed up together or one by one", () => {
  const menu = trayMenu(input({ policies: [documents, photos] }), now);

  expect(lines(menu)).toEqual(
    expect.arrayContaining(["Back up now >", "  All policies", "  Documents → NAS", "  Photos → S3"]),
  );
  expect(actionOf(menu, "All policies")).toMatchObject({ action: { policyIds: [POLICY, RUN] } });
});

const machine = (isPaused: boolean, pausedUntil: string | null = null): TrayInput => ({
  core,
  known: {
    status: aStatus(),
    policies: [documents],
    appVersion: "1",
    notices: [],
    machine: { id: AGENT, isPaused, pausedUntil },
  },
  quitsAfterRun: false,
});

test("backups can be paused for an hour, until the next morning by this computer's clock, or until further notice", () => {
  const menu = trayMenu(machine(false), now);
  const morning = new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1, 8).toISOString();

  expect(lines(menu).slice(2, 9)).toEqual([
    "Back up now",
    "Restore files…",
    "--",
    "Pause backups >",
    "  For 1 hour",
    "  Until tomorrow 08:00",
    "  Until I resume",
  ]);
  expect(actionOf(menu, "For 1 hour")).toMatchObject({ action: { until: "2026-11-24T13:00:00.000Z" } });
  expect(actionOf(menu, "Until tomorrow")).toMatchObject({ action: { agentId: AGENT, until: morning } });
  expect(actionOf(menu, "Until I resume")).toMatchObject({ action: { do: "pause", until: undefined } });
});

test("while backups are paused the menu lets them go on", () => {
  const menu = trayMenu(machine(true), now);

  expect(lines(menu)).not.toContain("Pause backups >");
  expect(actionOf(menu, "Resume backups")).toMatchObject({ action: { do: "resume", agentId: AGENT } });
});

test("a pause that ends by itself says when", () => {
  const evening = new Date(2026, 10, 24, 18).toISOString();

  expect(lines(trayMenu(machine(true, evening), now))).toContain("Resume backups (paused until today 18:00)");
});

test("an orchestrator shows its fleet, worst first, and how to add a computer", () => {
  const fleet = aStatus({
    counts: { protected: 21, late: 2, "at-risk": 1, never: 0, paused: 0 },
    problems: [
      aProblem({ agentId: AGENT, hostname: "attic", title: "Photos: 9 days late" }),
      aProblem({ agentId: AGENT, hostname: "attic", title: "Music: 2 days late" }),
      aProblem({ agentId: POLICY, hostname: "lab", title: "lab is offline" }),
    ],
  });
  const known = { status: aStatus(), policies: [documents], appVersion: "1", notices: [], fleet };
  const menu = trayMenu({ core, known, quitsAfterRun: false }, now);

  expect(lines(menu).slice(1, 6)).toEqual([
    "Fleet: 1 at risk · 2 late · 21 protected >",
    "  All machines",
    "  attic: Photos: 9 days late",
    "  lab is offline",
    "Add a computer…",
  ]);
  expect(actionOf(menu, "attic")).toMatchObject({ action: { path: `/agents/${AGENT}` } });
});

test("a managed machine says by whom, and whether its orchestrator answers", () => {
  const line = (state: string) => {
    const upstream = { name: "studio", state };
    const known = { status: aStatus(), policies: [documents], appVersion: "1", notices: [], upstream };
    return lines(trayMenu({ core, known, quitsAfterRun: false }, now));
  };

  expect(line("connected")[1]).toBe("Managed by studio (online)");
  expect(line("away")[0]).toContain("studio is not reachable. Backups continue.");
  expect(line("away")[1]).toBe("Managed by studio (not reachable; backups go on)");
});

test("an update that is ready can be installed", () => {
  expect(lines(trayMenu({ ...input(), update: "2.4.0" }, now))).toContain(
    "Update available: 2.4.0 — Restart to update",
  );
});

test("with nothing protected the menu leads to the first policy", () => {
  const menu = trayMenu(input({ policies: [] }), now);

  expect(lines(menu)).not.toContain("Back up now");
  expect(actionOf(menu, "Protect a folder")).toMatchObject({ action: { do: "open", path: "/welcome" } });
});

test("each problem has the one thing that helps", () => {
  const status = aStatus({
    problems: [
      aProblem(),
      aProblem({ action: "back-up-now", title: "Photos: 3 days late" }),
      aProblem({ action: "open-repository", title: "NAS: password refused" }),
      aProblem({ action: "open-agent", title: "desk is offline" }),
      aProblem({ action: "create-policy", title: "Nothing is protected" }),
    ],
  });
  const menu = trayMenu(input({ status }), now);

  expect(lines(menu)).toContain("5 problems >");
  expect(actionOf(menu, "Documents: ")).toMatchObject({ action: { do: "open", path: `/runs/${RUN}` } });
  expect(actionOf(menu, "Photos: ")).toMatchObject({ action: { do: "back-up", policyIds: [POLICY] } });
  expect(actionOf(menu, "NAS: ")).toMatchObject({ action: { path: "/repositories" } });
  expect(actionOf(menu, "desk ")).toMatchObject({ action: { path: `/agents/${AGENT}` } });
  expect(actionOf(menu, "Nothing ")).toMatchObject({ action: { path: "/welcome" } });
});

test("of more problems than a menu can hold the worst are in it, and the way to the others", () => {
  const status = aStatus({ problems: Array.from({ length: 12 }, () => aProblem()) });
  status.problemCounts = { "at-risk": 12, late: 4_988, warning: 0 };
  const menu = trayMenu(input({ status }), now);

  expect(lines(menu)).toContain("5,000 problems >");
  expect(actionOf(menu, "4990 more")).toMatchObject({ action: { do: "open", path: "/" } });
});

test("without a core there is only what works without one", () => {
  const menu = trayMenu(
    {
      core: { kind: "down", reason: "The disk is full.", retryAt: 0 },
      known: input().known,
      quitsAfterRun: false,
    },
    now,
  );

  expect(lines(menu)).toEqual([
    "Nothing is being backed up: The disk is full.",
    "--",
    "Open Holdfast",
    "Help >",
    "  Copy diagnostics",
    "  Open log folder",
    "Quit",
  ]);
});

test("a quit that waits for a run says so", () => {
  expect(lines(trayMenu({ ...input(), quitsAfterRun: true }, now)).at(-1)).toBe("Quits after this run…");
});
