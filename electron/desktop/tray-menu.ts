import type { Run } from "#contract/runs";
import type { OpenProblem } from "#contract/status";
import { assertNever } from "./assert-never.ts";
import type { Known, KnownPolicy } from "./status-feed.ts";
import { type TrayInput, traySentence } from "./tray-state.ts";
import { runningLine, shortened } from "./tray-words.ts";

export type MenuAction =
  | { do: "open"; path: string }
  | { do: "back-up"; policyIds: string[] }
  | { do: "stop"; taskIds: string[] }
  | { do: "pause"; agentId: string; until: string | undefined }
  | { do: "resume"; agentId: string }
  | { do: "copy-diagnostics" }
  | { do: "open-logs" }
  | { do: "quit" };

export type MenuEntry =
  | { kind: "separator" }
  | { kind: "item"; label: string; action: MenuAction }
  | { kind: "submenu"; label: string; entries: MenuEntry[] };

/** The whole menu of the tray. What does not apply is left out, not greyed out. */
export function trayMenu(input: TrayInput, now: Date): MenuEntry[] {
  const known = input.core.kind === "running" ? input.known : undefined;
  const running = known?.status.running ?? [];
  const groups: MenuEntry[][] = [
    [item(shortened(traySentence(input, now), 90), { do: "open", path: "/" }), ...running.map(runEntry)],
    known === undefined
      ? []
      : [...backUpNow(known.policies), ...stop(running), ...pause(known, now), restoreFiles],
    problems(known?.status.problems ?? []),
    [item("Open Holdfast", { do: "open", path: "/" }), help, quit(input)],
  ];
  return groups
    .filter((group) => group.length > 0)
    .flatMap((group, at): MenuEntry[] => (at === 0 ? group : [{ kind: "separator" }, ...group]));
}

const HOUR_MS = 3_600_000;
const MORNING_HOUR = 8;

const item = (label: string, action: MenuAction): MenuEntry => ({ kind: "item", label, action });

const runEntry = (run: Run) => item(runningLine(run), { do: "open", path: `/runs/${run.id}` });

const restoreFiles = item("Restore files…", { do: "open", path: "/restore" });

const help: MenuEntry = {
  kind: "submenu",
  label: "Help",
  entries: [
    item("Copy diagnostics", { do: "copy-diagnostics" }),
    item("Open log folder", { do: "open-logs" }),
  ],
};

const quit = ({ quitsAfterRun }: TrayInput) =>
  item(quitsAfterRun ? "Quits after this run…" : "Quit", { do: "quit" });

function backUpNow(policies: KnownPolicy[]): MenuEntry[] {
  const [only, second] = policies;
  if (only === undefined) return [item("Protect a folder…", { do: "open", path: "/welcome" })];
  if (second === undefined) return [item("Back up now", { do: "back-up", policyIds: [only.id] })];
  const all = item("All policies", { do: "back-up", policyIds: policies.map(({ id }) => id) });
  const each = policies.map(({ id, name, repositoryName }) =>
    item(`${name} → ${repositoryName}`, { do: "back-up", policyIds: [id] }),
  );
  return [{ kind: "submenu", label: "Back up now", entries: [all, ...each] }];
}

function stop(running: Run[]): MenuEntry[] {
  const taskIds = running.map(({ taskId }) => taskId);
  return taskIds.length === 0 ? [] : [item("Stop", { do: "stop", taskIds })];
}

/** Without a policy in use there is nothing to pause. */
function pause({ machine, policies }: Known, now: Date): MenuEntry[] {
  if (machine === undefined) return [];
  const { id: agentId, isPaused } = machine;
  if (isPaused) return [item("Resume backups", { do: "resume", agentId })];
  if (policies.length === 0) return [];
  const until = (label: string, end?: Date) =>
    item(label, { do: "pause", agentId, until: end?.toISOString() });
  const morning = new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1, MORNING_HOUR);
  const entries = [
    until("For 1 hour", new Date(now.getTime() + HOUR_MS)),
    until("Until tomorrow 08:00", morning),
    until("Until I resume"),
  ];
  return [{ kind: "submenu", label: "Pause backups", entries }];
}

function problems(open: OpenProblem[]): MenuEntry[] {
  if (open.length === 0) return [];
  const label = open.length === 1 ? "1 problem" : `${open.length} problems`;
  return [{ kind: "submenu", label, entries: open.map(problemEntry) }];
}

function problemEntry(problem: OpenProblem): MenuEntry {
  const { verb, action } = remedy(problem);
  return item(`${shortened(problem.title, 80)} — ${verb}`, action);
}

function remedy({ action, runId, agentId, policyId }: OpenProblem): { verb: string; action: MenuAction } {
  switch (action) {
    case "open-run":
      return { verb: "Show…", action: { do: "open", path: runId === null ? "/runs" : `/runs/${runId}` } };
    case "back-up-now":
      return policyId === null
        ? { verb: "Show…", action: { do: "open", path: "/" } }
        : { verb: "Back up now", action: { do: "back-up", policyIds: [policyId] } };
    case "open-agent":
      return { verb: "Show…", action: { do: "open", path: `/agents/${agentId}` } };
    case "create-policy":
      return { verb: "Protect a folder…", action: { do: "open", path: "/welcome" } };
    case "open-repository":
      return { verb: "Fix…", action: { do: "open", path: "/repositories" } };
    default:
      return assertNever(action);
  }
}
