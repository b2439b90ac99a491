import { autoUpdater } from "electron-updater";
import type { InstallKind } from "./install-kind.ts";
import type { ShellLog } from "./shell-log.ts";

type Deps = {
  kind: InstallKind;
  log: ShellLog;
  onReady: (version: string) => void;
  /** The new version could not be put in place; by then nothing of the old one runs any more. */
  onNotInstalled: () => void;
};

const EVERY_MS = 6 * 3_600_000;

/** Looks for newer versions where Holdfast updates itself, and says when one is ready. Elsewhere it asks nobody. */
export function startUpdates({ kind, log, onReady, onNotInstalled }: Deps): {
  install(): void;
  stop(): void;
} {
  if (kind !== "self-updating") {
    log.info(
      kind === "managed" ? "Updates are managed by your administrator." : "A clone is updated by git.",
    );
    return { install: () => undefined, stop: () => undefined };
  }
  autoUpdater.logger = log;
  // Not behind anybody's back while a backup runs: it is installed when a person quits or asks for it.
  autoUpdater.autoInstallOnAppQuit = true;
  autoUpdater.on("update-downloaded", ({ version }) => onReady(version));
  const look = () =>
    void autoUpdater
      .checkForUpdates()
      .catch((error: unknown) => log.warn(`No look for updates: ${String(error).slice(0, 300)}`));
  look();
  const timer = setInterval(look, EVERY_MS);
  return {
    install() {
      autoUpdater.once("error", onNotInstalled);
      autoUpdater.quitAndInstall(true, true);
    },
    stop: () => clearInterval(timer),
  };
}
