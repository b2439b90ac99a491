import { item, type MenuEntry, openItem } from "./menu-entry.ts";
import { backUpNow, pause, restoreFiles, stop } from "./menu-of-backups.ts";
import { fleetEntries } from "./menu-of-fleet.ts";
import { problems } from "./menu-of-problems.ts";
import { type TrayInput, traySentence } from "./tray-state.ts";
import { runningLine, shortened } from "./tray-words.ts";

/** The whole menu of the tray. What does not apply is left out, not greyed out. */
export function trayMenu(input: TrayInput, now: Date): MenuEntry[] {
  const known = input.core.kind === "running" ? input.known : undefined;
  const running = known?.status.running ?? [];
  const mayStop = input.core.kind === "running" && input.core.isLimited !== true;
  const groups: MenuEntry[][] = [
    [
      openItem(shortened(traySentence(input, now), 90), "/"),
      ...running.map((run) => openItem(runningLine(run), `/runs/${run.id}`)),
      ...(known === undefined ? [] : fleetEntries(known)),
    ],
    known === undefined
      ? []
      : [...backUpNow(known.policies), ...(mayStop ? stop(running) : []), restoreFiles],
    problems(known?.status.problems ?? []),
    known === undefined ? [] : pause(known, now),
    appEntries(input),
  ];
  return groups
    .filter((group) => group.length > 0)
    .flatMap((group, at): MenuEntry[] => (at === 0 ? group : [{ kind: "separator" }, ...group]));
}

function appEntries({ core, update, quitsAfterRun }: TrayInput): MenuEntry[] {
  return [
    openItem("Open Holdfast", "/"),
    help,
    ...(update === undefined
      ? []
      : [item(`Update available: ${update} — Restart to update`, { do: "update" })]),
    ...(core.kind === "running" ? [openItem("Settings…", "/settings")] : []),
    item(quitsAfterRun ? "Quits after this run…" : "Quit", { do: "quit" }),
  ];
}

const help: MenuEntry = {
  kind: "submenu",
  label: "Help",
  entries: [
    item("Copy diagnostics", { do: "copy-diagnostics" }),
    item("Open log folder", { do: "open-logs" }),
  ],
};
