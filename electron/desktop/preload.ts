import { contextBridge, ipcRenderer } from "electron";
import type { DesktopBridge, DesktopChannel } from "#contract/desktop";

const ask = (channel: DesktopChannel, request?: unknown) => ipcRenderer.invoke(channel, request);

const bridge: DesktopBridge = {
  pickFolder: () => ask("pickFolder"),
  openFolder: (path) => ask("openFolder", path),
  appVersion: () => ask("appVersion"),
  openWindow: (path) => ask("openWindow", path),
  setLanguage: (language) => ask("setLanguage", language),
  startsAtLogin: () => ask("startsAtLogin"),
  setStartsAtLogin: (on) => ask("setStartsAtLogin", on),
};
contextBridge.exposeInMainWorld("holdfast", bridge);

type Click = { isTrusted: boolean; composedPath(): unknown[]; preventDefault(): void };
/** The little that this file needs of the browser's types, which the rest of this room must not have. */
type Page = {
  origin: string;
  addEventListener(type: "click", listener: (event: Click) => void, options: { capture: boolean }): void;
};
const page = globalThis as unknown as Page;

/**
 * A link that leads outside goes to the browser, and only by a person's own click: a script of the page can make neither
 * a trusted event nor this call.
 */
page.addEventListener(
  "click",
  (event) => {
    const address = event
      .composedPath()
      .map(linkAddress)
      .find((found) => found !== undefined);
    if (!event.isTrusted || address === undefined || address.startsWith(`${page.origin}/`)) return;
    event.preventDefault();
    ask("openExternal", address).catch(() => undefined);
  },
  { capture: true },
);

function linkAddress(target: unknown): string | undefined {
  if (typeof target !== "object" || target === null || !("tagName" in target) || !("href" in target)) return;
  return target.tagName === "A" && typeof target.href === "string" ? target.href : undefined;
}
