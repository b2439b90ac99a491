import type { Protection } from "#contract/agents";
import type { OpenProblem, Status } from "#contract/status";
import { type MenuEntry, openItem } from "./menu-entry.ts";
import type { Known, Upstream } from "./status-feed.ts";
import { shortened } from "./tray-words.ts";

const MOST_WORST = 3;

/** What an orchestrator shows of the machines it looks after, and a managed machine of its orchestrator. */
export function fleetEntries({ fleet, upstream }: Known): MenuEntry[] {
  return [
    ...(fleet === undefined ? [] : fleetMenu(fleet)),
    ...(upstream === undefined ? [] : [openItem(managedBy(upstream), "/settings")]),
  ];
}

function fleetMenu(fleet: Status): MenuEntry[] {
  const entries = [openItem("All machines", "/agents"), ...worst(fleet.problems).map(problemEntry)];
  return [{ kind: "submenu", label: fleetLine(fleet), entries }, openItem("Add a computer…", "/agents")];
}

/** Worst first, and only what there is. */
const ORDER: [Protection, string][] = [
  ["at-risk", "at risk"],
  ["late", "late"],
  ["never", "never backed up"],
  ["paused", "paused"],
  ["protected", "protected"],
];

/** `Fleet: 1 at risk · 2 late · 21 protected`. */
export function fleetLine({ counts, offline }: Status): string {
  const parts = ORDER.map(([protection, words]) => ({ count: counts[protection], words }));
  const shown = [...parts, { count: offline, words: "offline" }].filter(({ count }) => count > 0);
  return `Fleet: ${shown.map(({ count, words }) => `${count} ${words}`).join(" · ") || "no machine yet"}`;
}

/** The worst of each machine, of the machines that need somebody most. */
function worst(problems: OpenProblem[]): OpenProblem[] {
  const agents = [...new Set(problems.map(({ agentId }) => agentId))].slice(0, MOST_WORST);
  return agents.flatMap((agent) => problems.find(({ agentId }) => agentId === agent) ?? []);
}

const problemEntry = ({ hostname, title, agentId }: OpenProblem) =>
  openItem(shortened(title.includes(hostname) ? title : `${hostname}: ${title}`, 80), `/agents/${agentId}`);

const STATES: Record<string, string> = {
  connected: "online",
  away: "not reachable; backups go on",
  pending: "waits to be let in",
  revoked: "has let this computer go",
};

const managedBy = ({ name, state }: Upstream) => `Managed by ${name} (${STATES[state] ?? state})`;
