import type { OpenProblem, Status } from "#contract/status";
import { say } from "#contract/words/say";
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
  const entries = [openItem(say("All machines"), "/agents"), ...worst(fleet.problems).map(problemEntry)];
  return [{ kind: "submenu", label: fleetLine(fleet), entries }, openItem(say("Add a computer…"), "/agents")];
}

/** `Fleet: 1 at risk · 2 late · 21 protected`: worst first, and only what there is. */
export function fleetLine({ counts, offline }: Status): string {
  const shown = [
    [counts["at-risk"], say("{count, number} at risk", { count: counts["at-risk"] })],
    [counts.late, say("{count, number} late", { count: counts.late })],
    [counts.never, say("{count, number} never backed up", { count: counts.never })],
    [counts.paused, say("{count, number} paused", { count: counts.paused })],
    [counts.protected, say("{count, number} protected", { count: counts.protected })],
    [offline, say("{count, number} offline", { count: offline })],
  ] as const;
  const list = shown.filter(([count]) => count > 0).map(([, words]) => words);
  return list.length === 0 ? say("Fleet: no machine yet") : say("Fleet: {list}", { list: list.join(" · ") });
}

/** The worst of each machine, of the machines that need somebody most. */
function worst(problems: OpenProblem[]): OpenProblem[] {
  const agents = [...new Set(problems.map(({ agentId }) => agentId))].slice(0, MOST_WORST);
  return agents.flatMap((agent) => problems.find(({ agentId }) => agentId === agent) ?? []);
}

const problemEntry = ({ hostname, title, agentId }: OpenProblem) =>
  openItem(shortened(title.includes(hostname) ? title : `${hostname}: ${title}`, 80), `/agents/${agentId}`);

function managedBy({ name, state }: Upstream): string {
  switch (state) {
    case "connected":
      return say("Managed by {name} (online)", { name });
    case "away":
      return say("Managed by {name} (not reachable; backups go on)", { name });
    case "pending":
      return say("Managed by {name} (waits to be let in)", { name });
    case "revoked":
      return say("Managed by {name} (has let this computer go)", { name });
    default:
      return say("Managed by {name} ({state})", { name, state });
  }
}
