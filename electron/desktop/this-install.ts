import { existsSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { app } from "electron";
import type { ShellConfig } from "./config.ts";
import { type InstallKind, installKind } from "./install-kind.ts";
import type { LoginItem } from "./login-item.ts";
import type { createShellMemory } from "./shell-memory.ts";

export function thisInstall({ appImage, managed }: ShellConfig): InstallKind {
  return installKind({
    isPackaged: app.isPackaged,
    platform: process.platform,
    appImage,
    hasUpdateFile: existsSync(join(process.resourcesPath, "app-update.yml")),
    hasManagedMark: managed.updates === false || existsSync(join(dirname(process.execPath), "managed")),
    belongsToRoot: statSync(process.execPath).uid === 0,
  });
}

type Deps = {
  memory: ReturnType<typeof createShellMemory>;
  loginItem: LoginItem;
  /** The organisation has decided whether the session starts it. */
  isDecided: boolean;
};

/** The links of Holdfast lead here, and the session starts it: once, so that whoever switches that off is obeyed. */
export function joinTheSystem({ memory, loginItem, isDecided }: Deps): void {
  if (!app.isPackaged) return;
  app.setAsDefaultProtocolClient("holdfast");
  if (memory.read().hasLoginItem && !isDecided) {
    loginItem.renew();
    return;
  }
  loginItem.set(true);
  memory.change({ hasLoginItem: true });
}
