import type { DesktopBridge } from "#contract/desktop";

declare global {
  interface Window {
    holdfast?: DesktopBridge;
  }
}

/** What the desktop app adds to the page; nothing of it is there in a browser. */
export const desktopBridge = (): DesktopBridge | undefined => window.holdfast;
