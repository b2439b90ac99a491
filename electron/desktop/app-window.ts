import { join } from "node:path";
import { app, BrowserWindow, session } from "electron";
import { errorCode } from "../core/refusal.ts";
import { isCoreOrigin, pageUrl } from "./allowed-url.ts";
import { restartDelayMs } from "./back-off.ts";
import type { CoreState } from "./core-link.ts";
import { windowIcon } from "./icon-image.ts";
import { denyPermissions } from "./lock-down.ts";
import { ensureSignedIn } from "./sign-in.ts";
import { traySentence } from "./tray-state.ts";
import { waitingPage } from "./waiting-page.ts";

/** The large window, and the small one that a click on the tray's icon opens. */
export type WindowKind = "large" | "compact";

const SHAPES = {
  large: { home: "/", width: 1_200, height: 800, minWidth: 400, minHeight: 480 },
  compact: { home: "/compact", width: 420, height: 620, minWidth: 360, minHeight: 400, maximizable: false },
} as const;

type Deps = {
  kind: WindowKind;
  core: () => CoreState;
  coreUrl: () => string | undefined;
  onHidden: () => void;
  isQuitting: () => boolean;
  warn: (text: string) => void;
};

export type AppWindow = {
  /** Shows the window, at a page of the UI where one is named. */
  open(path?: string): Promise<void>;
  /** Follows the core: its pages when it runs, else a sentence about it. */
  follow(): Promise<void>;
  current(): BrowserWindow | undefined;
};

/** In memory only: each launch signs in anew. */
const PARTITION = "holdfast";

/** A window that is made when first wanted; closing it hides it. */
export function createAppWindow(deps: Deps): AppWindow {
  let window: BrowserWindow | undefined;
  const { home } = SHAPES[deps.kind];
  let wanted: string = home;

  async function load(target: BrowserWindow): Promise<void> {
    const core = deps.core();
    const sentence = traySentence({ core, known: undefined, quitsAfterRun: false }, new Date());
    try {
      if (core.kind !== "running") return await target.loadURL(waitingPage(sentence));
      // Without it the page still comes, and asks for name and password.
      await ensureSignedIn(target.webContents.session, core).catch((error: unknown) =>
        deps.warn(String(error)),
      );
      await target.loadURL(pageUrl(core.url, wanted));
      wanted = home;
    } catch (error) {
      // A newer load cancels an older one. The message of a failed load holds the whole address, which is not for a log.
      const code = errorCode(error);
      if (code !== "ERR_ABORTED") deps.warn(`The window could not load its page: ${code ?? String(error)}`);
    }
  }

  return {
    current: () => window,
    async open(path) {
      const isNew = window === undefined;
      window ??= createWindow(deps, () => {
        window = undefined;
      });
      if (path !== undefined) wanted = path;
      if (isNew || path !== undefined) await load(window);
      if (window.isMinimized()) window.restore();
      window.show();
      window.focus();
    },
    async follow() {
      if (window === undefined) return;
      const isAtCore = isCoreOrigin(window.webContents.getURL(), deps.coreUrl());
      if (deps.core().kind !== "running" || !isAtCore) await load(window);
    },
  };
}

function createWindow(deps: Deps, onClosed: () => void): BrowserWindow {
  const { kind, coreUrl, onHidden, isQuitting, warn } = deps;
  const { home: _, ...shape } = SHAPES[kind];
  const jar = session.fromPartition(PARTITION);
  denyPermissions(jar, { coreUrl });
  const window = new BrowserWindow({
    ...shape,
    show: false,
    title: app.getName(),
    icon: windowIcon(),
    webPreferences: {
      session: jar,
      preload: join(__dirname, "preload.cjs"),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      spellcheck: false,
    },
  });
  window.on("close", (event) => {
    if (isQuitting()) return;
    event.preventDefault();
    window.hide();
    onHidden();
  });
  window.on("closed", onClosed);
  let crashes = 0;
  window.webContents.on("render-process-gone", (_, { reason }) => {
    if (reason === "clean-exit") return;
    crashes += 1;
    warn(`The window's process ended (${reason}); its page is loaded again.`);
    setTimeout(() => {
      if (!window.isDestroyed()) window.webContents.reload();
    }, restartDelayMs(crashes));
  });
  return window;
}
