import { desktopBridge } from "../../components/desktop.ts";

/** In the desktop app a page opens in the large window; in a browser, where there is only this one, in it. */
export function openLarge(path: string): void {
  const bridge = desktopBridge();
  if (bridge === undefined) window.location.assign(path);
  else void bridge.openWindow(path);
}
