import { join } from "node:path";
import { app } from "electron";
import { type Language, tongueOf } from "#contract/words/language";
import { loadWords } from "#contract/words/load-words";
import { say } from "#contract/words/say";
import { prepareDataDir } from "../core/data-dir.ts";
import { onAppEvents } from "./app-events.ts";
import { setAppMenu } from "./app-menu.ts";
import { createAppTray } from "./app-tray.ts";
import { type AppWindow, createAppWindow, type WindowKind } from "./app-window.ts";
import { serveChannels } from "./channels.ts";
import type { ShellConfig } from "./config.ts";
import { describeThisApp } from "./describe-app.ts";
import { diagnosticsText } from "./diagnostics.ts";
import { createFollower } from "./follow-core.ts";
import type { LaunchArguments } from "./launch-arguments.ts";
import { watchLeftBehind } from "./left-behind.ts";
import { linkToCore } from "./link-to-core.ts";
import { lockDownContents } from "./lock-down.ts";
import { createLoginItem } from "./login-item.ts";
import { act } from "./menu-actions.ts";
import { coreDownNotice, showNotices, tell, trayNotice } from "./notices.ts";
import { openRestored } from "./open-restored.ts";
import { createQuitting } from "./quitting.ts";
import { startPowerReports } from "./report-power.ts";
import { openShellLog } from "./shell-log.ts";
import { createShellMemory } from "./shell-memory.ts";
import { createShellState } from "./shell-state.ts";
import { showQuestion } from "./show-question.ts";
import { smokeTest } from "./smoke-test.ts";
import { joinTheSystem, thisInstall } from "./this-install.ts";
import { startUpdates } from "./updates.ts";

/** Tray, windows and core, tied together. Called once, when Electron is ready and no other Holdfast of this user runs. */
export async function startShell(launch: LaunchArguments, config: ShellConfig): Promise<void> {
  const { dataDir } = config;
  prepareDataDir(dataDir);
  const log = openShellLog(dataDir);
  const { warn } = log;
  const memory = createShellMemory({ path: join(app.getPath("userData"), "shell.json"), warn });
  const state = createShellState();
  await speakNow(memory.read().language);
  const quitting = createQuitting({
    input: state.read,
    setQuitsAfterRun: (quitsAfterRun) => state.change({ quitsAfterRun }),
    show: showQuestion,
    leave: (leaving) => (leaving === "update" ? leave(0, updates.install) : leave()),
  });
  const windowOf = (kind: WindowKind, onHidden: () => void) =>
    createAppWindow({
      kind,
      core: () => state.read().core,
      coreUrl: state.coreUrl,
      onHidden,
      isQuitting: quitting.isLeaving,
      warn,
    });
  const window = windowOf("large", trayNotice({ memory }));
  const compact = windowOf("compact", () => undefined);
  const follower = createFollower((known) => state.change({ known }));
  const install = thisInstall(config);
  const onReady = (update: string) => state.change({ update });
  const updates = startUpdates({ kind: install, log, onReady, onNotInstalled: () => startAgain(config) });
  const menuDeps = {
    call: follower.call,
    wake: follower.wake,
    open: window.open,
    openCompact: () => compact.open(),
    quit: () => quitting.ask("quit"),
    update: () => quitting.ask("update"),
    diagnostics: () => diagnosticsText(state.read(), describeThisApp({ dataDir, install })),
    dataDir,
  };
  const tray = createAppTray({ act: (action) => void act(menuDeps, action) }, state.read());
  state.onChange(tray.show);
  state.onChange(quitting.look);
  state.onChange(coreDownNotice());
  const change = (leftBehind: number) => state.change({ leftBehind });
  state.onChange(watchLeftBehind({ memory, dataDir, change, tell }));
  state.onChange(showNotices({ memory, open: window.open, openRestored: openRestored(follower.call) }));
  setAppMenu();
  lockDownContents({ coreUrl: state.coreUrl, warn });
  const loginItem = createLoginItem(config);
  serveChannels({ coreUrl: state.coreUrl, window, loginItem, speakNow });
  joinTheSystem({ memory, loginItem, isDecided: config.managed.startAtLogin !== undefined });
  onAppEvents({ window, quitting, state, warn, act: (action) => act(menuDeps, action) }, launch);
  const power = startPowerReports({ call: follower.call, info: log.info });

  const link = linkToCore({ config, launch, log }, (core) => {
    state.change({ core });
    follower.enter(core);
    void window.follow();
    void compact.follow();
  });

  /** What the tray says is said anew at once; pages are loaded again by whoever shows them. */
  async function speakNow(chosen: Language | undefined): Promise<void> {
    if (chosen !== memory.read().language) memory.change({ language: chosen });
    await loadWords(tongueOf([app.getLocale()], chosen));
    state.change({});
  }

  async function leave(exitCode = 0, lastly = () => app.exit(exitCode)): Promise<void> {
    power.stop();
    updates.stop();
    await link.stop();
    await memory.written();
    tray.destroy();
    lastly();
  }

  if (launch.smokeTest) await leave(await checkUi({ window, coreUrl: state.coreUrl }, launch));
  else if (!launch.hidden && !launch.backUpNow && !loginItem.hasStartedUs()) await window.open(launch.page);
}

function startAgain({ appImage }: ShellConfig): void {
  tell(say("The update could not be installed"));
  // What an AppImage runs from is gone with it.
  app.relaunch(appImage === undefined ? {} : { execPath: appImage });
  app.exit(0);
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
