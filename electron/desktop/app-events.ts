import { app, powerMonitor } from "electron";
import type { AppWindow } from "./app-window.ts";
import { pageOfDeepLink } from "./deep-link.ts";
import { type LaunchArguments, parseLaunchArguments } from "./launch-arguments.ts";
import type { MenuAction } from "./menu-entry.ts";
import type { Quitting } from "./quitting.ts";
import type { ShellState } from "./shell-state.ts";

type Deps = {
  window: AppWindow;
  quitting: Quitting;
  state: ShellState;
  warn: (text: string) => void;
  act: (action: MenuAction) => Promise<void>;
};

/** What the system and further launches of the app ask for. */
export function onAppEvents({ window, quitting, state, warn, act }: Deps, launch: LaunchArguments): void {
  let backUpIsWanted = launch.backUpNow;

  /** As soon as it is known what there is to back up. */
  function backUpWhenKnown(): void {
    const { core, known } = state.read();
    if (!backUpIsWanted || core.kind !== "running" || known === undefined) return;
    backUpIsWanted = false;
    const policyIds = known.policies.map(({ id }) => id);
    const isNothing = policyIds.length === 0;
    void act(isNothing ? { do: "open", path: "/welcome" } : { do: "back-up", policyIds });
  }

  state.onChange(backUpWhenKnown);
  app.on("second-instance", (_, argv) => {
    const again = parseLaunchArguments(argv.slice(1));
    backUpIsWanted ||= again.backUpNow;
    backUpWhenKnown();
    if (!again.backUpNow && !again.hidden) void window.open(again.page);
  });
  // macOS hands a link over by an event instead of the command line.
  app.on("open-url", (event, link) => {
    event.preventDefault();
    const page = pageOfDeepLink(link);
    if (page === undefined) warn("A link that Holdfast does not know was not opened.");
    else void window.open(page);
  });
  app.on("activate", () => void window.open());
  // The tray goes on without a window.
  app.on("window-all-closed", () => undefined);
  app.on("before-quit", (event) => {
    if (quitting.isLeaving()) return;
    event.preventDefault();
    void quitting.ask("quit");
  });
  warnOfCrashes(warn);
  // The system's power events, and whoever ends us from outside: nobody is there to answer a question.
  powerMonitor.on("shutdown", quitting.now);
  for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) process.on(signal, quitting.now);
}

/** Chromium starts its processes again by itself, without a pause: a log of each crash would fill the disk. */
function warnOfCrashes(warn: Deps["warn"]): void {
  let crashes = 0;
  app.on("child-process-gone", (_, { type, reason }) => {
    if (reason === "clean-exit") return;
    crashes += 1;
    if (Number.isInteger(Math.log2(crashes)))
      warn(`A process of kind ${type} ended (${reason}); crashes so far: ${crashes}.`);
  });
}
