import { app, dialog } from "electron";
import { readShellConfig } from "./config.ts";
import { parseLaunchArguments } from "./launch-arguments.ts";
import { startShell } from "./start-shell.ts";

const launch = parseLaunchArguments(process.argv.slice(1));

// Also processes without a page of ours, unless whoever starts us, as root in a container must, has switched it off.
if (!app.commandLine.hasSwitch("no-sandbox")) app.enableSandbox();
if (process.platform === "win32") app.setAppUserModelId("io.holdfast.app");

if (app.requestSingleInstanceLock()) {
  app
    .whenReady()
    .then(() => startShell(launch, readShellConfig(launch.dataDir)))
    .catch((error: unknown) => {
      const reason = error instanceof Error ? error.message : String(error);
      dialog.showErrorBox("Holdfast could not start", reason);
      app.exit(1);
    });
} else {
  // The one that runs already opens its window.
  app.quit();
}
