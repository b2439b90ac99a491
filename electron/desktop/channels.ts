import { statSync } from "node:fs";
import { isAbsolute } from "node:path";
import { app, type BrowserWindow, dialog, ipcMain, shell } from "electron";
import { mayOpenOutside } from "./allowed-url.ts";
import { answerChannel, type ChannelHandlers, channelNames } from "./answer-channel.ts";

type Deps = { coreUrl: () => string | undefined; window: () => BrowserWindow | undefined };

/** Everything that a page can reach in the main process: one handler for each channel of the contract. */
export function serveChannels({ coreUrl, window }: Deps): void {
  const handlers: ChannelHandlers = {
    pickFolder: () => pickFolder(window()),
    openFolder,
    appVersion: () => app.getVersion(),
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

async function openFolder(path: string): Promise<boolean> {
  if (!isAbsolute(path) || statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true) return false;
  // On macOS a program is a folder too, and opening it would start it.
  if (process.platform !== "darwin") return (await shell.openPath(path)) === "";
  shell.showItemInFolder(path);
  return true;
}

async function openExternal(url: string): Promise<boolean> {
  if (!mayOpenOutside(url)) return false;
  await shell.openExternal(url);
  return true;
}
