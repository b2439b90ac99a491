import { Notification } from "electron";
import { say } from "#contract/words/say";
import { choose, decidedUpTo, type Shown } from "./choose-notices.ts";
import type { createShellMemory } from "./shell-memory.ts";
import type { TrayInput } from "./tray-state.ts";

type Deps = {
  memory: ReturnType<typeof createShellMemory>;
  open: (path: string) => Promise<void>;
  /** Opens the folder that a restore wrote into; false where that is not on this computer. */
  openRestored: (runId: string) => Promise<boolean>;
};

/** Says once in the life of an install that a closed window is not the end. */
export function trayNotice({ memory }: Pick<Deps, "memory">): () => void {
  return () => {
    if (memory.read().toldAboutTray) return;
    memory.change({ toldAboutTray: true });
    tell(say("Still protecting you from the tray. Start Holdfast again to open its window."));
  };
}

/** Says once that the core is down, and not again before it has run. */
export function coreDownNotice(): (input: TrayInput) => void {
  let isTold = false;
  return ({ core }) => {
    if (core.kind === "down" && !isTold)
      tell(
        say("Nothing is being backed up. {reason} It is started again by itself.", { reason: core.reason }),
      );
    isTold = core.kind === "down" || (isTold && core.kind === "starting");
  };
}

/** Shows what the core tells people, each once, also over a restart; what is no longer true is taken away. */
export function showNotices({ memory, open, openRestored }: Deps): (input: TrayInput) => void {
  const standing = new Map<string, Notification>();
  const done = new Set<string>();

  async function follow({ path, restoreRunId }: Shown): Promise<void> {
    if (restoreRunId === null || !(await openRestored(restoreRunId))) await open(path);
  }

  function show(shown: Shown): void {
    const { id, title, body, isUrgent, replaces } = shown;
    done.add(id);
    if (replaces !== null) standing.get(replaces)?.close();
    if (!Notification.isSupported()) return;
    const notification = new Notification({ title, body, urgency: isUrgent ? "critical" : "normal" });
    notification.on("click", () => void follow(shown));
    notification.on("close", () => standing.delete(id));
    standing.set(id, notification);
    notification.show();
  }

  return ({ known }) => {
    if (known === undefined) return;
    const { lastNotice } = memory.read();
    // What an earlier life of this install told is old news.
    if (lastNotice !== undefined)
      for (const one of choose(known.notices, lastNotice)) if (!done.has(one.id)) show(one);
    const decided = decidedUpTo(known.notices, lastNotice ?? "");
    if (decided !== lastNotice) memory.change({ lastNotice: decided });
  };
}

export function tell(body: string): void {
  if (Notification.isSupported()) new Notification({ title: "Holdfast", body }).show();
}
