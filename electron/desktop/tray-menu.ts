import { say } from "#contract/words/say";
import { leftBehindSentence } from "./left-behind.ts";
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
      ...(input.leftBehind ? [openItem(leftBehindSentence(input.leftBehind), "/")] : []),
      ...running.map((run) => openItem(runningLine(run), `/runs/${run.id}`)),
      ...(known === undefined ? [] : fleetEntries(known)),
    ],
    known === undefined
      ? []
      : [...backUpNow(known.policies), ...(mayStop ? stop(running) : []), restoreFiles()],
    known === undefined ? [] : problems(known.status),
    known === undefined ? [] : pause(known, now),
    appEntries(input),
  ];
  return groups
    .filter((group) => group.length > 0)
    .flatMap((group, at): MenuEntry[] => (at === 0 ? group : [{ kind: "separator" }, ...group]));
}

function appEntries({ core, update, quitsAfterRun }: TrayInput): MenuEntry[] {
  return [
    openItem(say("Open Holdfast"), "/"),
    help(),
    ...(update === undefined
      ? []
      : [item(say("Update available: {update} — Restart to update", { update }), { do: "update" })]),
    ...(core.kind === "running" ? [openItem(say("Settings…"), "/settings")] : []),
    item(quitsAfterRun ? say("Quits after this run…") : say("Quit"), { do: "quit" }),
  ];
}

const help = (): MenuEntry => ({
  kind: "submenu",
  label: say("Help"),
  entries: [
    item(say("Copy diagnostics"), { do: "copy-diagnostics" }),
    item(say("Open log folder"), { do: "open-logs" }),
  ],
});
