import { homedir } from "node:os";
import { join } from "node:path";
import { app } from "electron";
import { createAutostartFile } from "./autostart-file.ts";

type Where = {
  /** `$XDG_CONFIG_HOME`, where it is set. */
  autostartHome: string | undefined;
  /** An AppImage is started by the file that somebody downloaded, not by what it unpacks to. */
  appImage: string | undefined;
  managed: { startAtLogin?: boolean | undefined };
};

export type LoginItem = {
  isOn(): boolean;
  set(on: boolean): void;
  /** Where it is on, it starts the program that runs now. */
  renew(): void;
  /** macOS starts what it starts with the session without our `--hidden`. */
  hasStartedUs(): boolean;
};

/** Whether Holdfast starts with the session of this user; where the organisation has decided that, nobody else changes it. */
export function createLoginItem(where: Where): LoginItem {
  const item = ownLoginItem(where);
  const { startAtLogin } = where.managed;
  return startAtLogin === undefined ? item : { ...item, set: () => item.set(startAtLogin) };
}

/** Electron knows how on two systems, on Linux it is a file. */
function ownLoginItem({ autostartHome, appImage }: Where): LoginItem {
  if (process.platform !== "linux") {
    return {
      isOn: () => app.getLoginItemSettings({ args: ["--hidden"] }).openAtLogin,
      set: (openAtLogin) => app.setLoginItemSettings({ openAtLogin, args: ["--hidden"] }),
      renew: () => undefined,
      hasStartedUs: () => process.platform === "darwin" && app.getLoginItemSettings().wasOpenedAtLogin,
    };
  }
  const file = join(autostartHome ?? join(homedir(), ".config"), "autostart", "io.holdfast.app.desktop");
  return { ...createAutostartFile(file, appImage ?? process.execPath), hasStartedUs: () => false };
}
