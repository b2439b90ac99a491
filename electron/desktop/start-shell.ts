import { existsSync } from "node:fs";
import { join } from "node:path";
import { app } from "electron";
import { prepareDataDir } from "../core/data-dir.ts";
import { onAppEvents } from "./app-events.ts";
import { setAppMenu } from "./app-menu.ts";
import { createAppTray } from "./app-tray.ts";
import { type AppWindow, createAppWindow } from "./app-window.ts";
import { serveChannels } from "./channels.ts";
import type { ShellConfig } from "./config.ts";
import { coreCommand } from "./core-command.ts";
import { startCoreLink } from "./core-link.ts";
import { startCoreProcess } from "./core-process.ts";
import { describeThisApp } from "./describe-app.ts";
import { diagnosticsText } from "./diagnostics.ts";
import { answers, findRunningCore, readAddress } from "./find-core.ts";
import { createFollower } from "./follow-core.ts";
import type { LaunchArguments } from "./launch-arguments.ts";
import { lockDownContents } from "./lock-down.ts";
import { act } from "./menu-actions.ts";
import { coreDownNotice, trayNotice } from "./notices.ts";
import { createQuitting } from "./quitting.ts";
import { openShellLog } from "./shell-log.ts";
import { createShellState } from "./shell-state.ts";
import { smokeTest } from "./smoke-test.ts";
import { wait } from "./wait.ts";

/** Tray, window and core, tied together. Called once, when Electron is ready and no other Holdfast of this user runs. */
export async function startShell(launch: LaunchArguments, config: ShellConfig): Promise<void> {
  const { dataDir } = config;
  prepareDataDir(dataDir);
  const log = openShellLog(dataDir);
  const state = createShellState();
  const quitting = createQuitting({
    input: state.read,
    setQuitsAfterRun: (quitsAfterRun) => state.change({ quitsAfterRun }),
    leave: () => leave(),
  });
  const window = createAppWindow({
    core: () => state.read().core,
    coreUrl: state.coreUrl,
    onHidden: trayNotice({ memoryPath: join(app.getPath("userData"), "shell.json"), warn: log.warn }),
    isQuitting: quitting.isLeaving,
    warn: log.warn,
  });
  const follower = createFollower((known) => state.change({ known }));
  const menuDeps = {
    call: follower.call,
    wake: follower.wake,
    open: window.open,
    quit: quitting.ask,
    diagnostics: () => diagnosticsText(state.read(), describeThisApp(dataDir)),
    dataDir,
  };
  const tray = createAppTray({ act: (action) => void act(menuDeps, action) }, state.read());
  state.onChange(tray.show);
  state.onChange(quitting.look);
  state.onChange(coreDownNotice());
  setAppMenu();
  lockDownContents({ coreUrl: state.coreUrl, warn: log.warn });
  serveChannels({ coreUrl: state.coreUrl, window: window.current });
  onAppEvents({ window, quitting, state, warn: log.warn, act: (action) => act(menuDeps, action) }, launch);

  const link = startCoreLink({
    find: () => findRunningCore({ fetch }, config.placesToLook),
    answers: (url) => answers({ fetch }, url),
    start: () => startCoreProcess(commandOf(launch, config)),
    readAddress: () => readAddress(dataDir),
    now: Date.now,
    wait,
    publish(core) {
      log.info(core.kind === "down" ? `The core is down: ${core.reason}` : `The core is ${core.kind}.`);
      state.change({ core });
      follower.enter(core);
      void window.follow();
    },
  });

  async function leave(exitCode = 0): Promise<void> {
    await link.stop();
    tray.destroy();
    app.exit(exitCode);
  }

  if (launch.smokeTest) await leave(await checkUi({ window, coreUrl: state.coreUrl }, launch));
  else if (!launch.hidden && !launch.backUpNow) await window.open();
}

function commandOf({ dataDir }: LaunchArguments, { npmNode }: ShellConfig) {
  const { isPackaged } = app;
  const { resourcesPath, platform } = process;
  const appPath = app.getAppPath();
  return coreCommand({ isPackaged, resourcesPath, appPath, platform, npmNode, exists: existsSync }, dataDir);
}

async function checkUi(
  { window, coreUrl }: { window: AppWindow; coreUrl: () => string | undefined },
  { smokeScreenshot }: LaunchArguments,
): Promise<number> {
  await window.open();
  const { ok, text } = await smokeTest({ window: window.current, coreUrl }, smokeScreenshot);
  process.stdout.write(`${text}\n`);
  return ok ? 0 : 1;
}
