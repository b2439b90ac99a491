import { app, BrowserWindow, dialog, ipcMain, shell } from "electron";
import type { Language } from "#contract/words/language";
import { mayOpenOutside } from "./allowed-url.ts";
import { answerChannel, type ChannelHandlers, channelNames } from "./answer-channel.ts";
import type { AppWindow } from "./app-window.ts";
import type { LoginItem } from "./login-item.ts";
import { openFolder } from "./open-folder.ts";

type Deps = {
  coreUrl: () => string | undefined;
  window: AppWindow;
  loginItem: LoginItem;
  speakNow: (chosen: Language | undefined) => Promise<void>;
};

/** Everything that a page can reach in the main process: one handler for each channel of the contract. */
export function serveChannels({ coreUrl, window, loginItem, speakNow }: Deps): void {
  const handlers: ChannelHandlers = {
    pickFolder: () => pickFolder(BrowserWindow.getFocusedWindow() ?? window.current()),
    openFolder,
    appVersion: () => app.getVersion(),
    async openWindow(path) {
      await window.open(path);
      return true;
    },
    async setLanguage(chosen) {
      await speakNow(chosen ?? undefined);
      return true;
    },
    startsAtLogin: loginItem.isOn,
    setStartsAtLogin(on) {
      loginItem.set(on);
      return loginItem.isOn();
    },
    openExternal,
  };
  for (const channel of channelNames) {
    ipcMain.handle(channel, (event, request: unknown) => {
      const frame = event.senderFrame;
      const sender = frame === null ? undefined : { origin: frame.origin, isTopFrame: frame.parent === null };
      return answerChannel(handlers, { channel, request, sender, coreUrl: coreUrl() });
    });
  }
}

async function pickFolder(parent: BrowserWindow | undefined): Promise<string | null> {
  const options: Electron.OpenDialogOptions = { properties: ["openDirectory", "createDirectory"] };
  const { filePaths } = await (parent === undefined
    ? dialog.showOpenDialog(options)
    : dialog.showOpenDialog(parent, options));
  return filePaths[0] ?? null;
}

async function openExternal(url: string): Promise<boolean> {
  if (!mayOpenOutside(url)) return false;
  await shell.openExternal(url);
  return true;
}
