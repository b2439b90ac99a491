import { Notification } from "electron";
import { readMemory, writeMemory } from "./shell-memory.ts";
import type { TrayInput } from "./tray-state.ts";

type Deps = { memoryPath: string; warn: (text: string) => void };

/** Says once in the life of an install that a closed window is not the end. */
export function trayNotice({ memoryPath, warn }: Deps): () => void {
  let { toldAboutTray } = readMemory(memoryPath);
  return () => {
    if (toldAboutTray) return;
    toldAboutTray = true;
    tell("Still protecting you from the tray. Start Holdfast again to open its window.");
    writeMemory(memoryPath, { toldAboutTray }).catch((error: unknown) => warn(String(error)));
  };
}

/** Says once that the core is down, and not again before it has run. */
export function coreDownNotice(): (input: TrayInput) => void {
  let isTold = false;
  return ({ core }) => {
    if (core.kind === "down" && !isTold)
      tell(`Nothing is being backed up. ${core.reason} It is started again by itself.`);
    isTold = core.kind === "down" || (isTold && core.kind === "starting");
  };
}

function tell(body: string): void {
  if (Notification.isSupported()) new Notification({ title: "Holdfast", body }).show();
}
