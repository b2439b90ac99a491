import { app, Menu, type MenuItemConstructorOptions, Tray } from "electron";
import { trayImage } from "./icon-image.ts";
import type { MenuAction, MenuEntry } from "./menu-entry.ts";
import { trayMenu } from "./tray-menu.ts";
import { type TrayInput, trayIcon, trayTooltip } from "./tray-state.ts";

type Deps = { act: (action: MenuAction) => void };

export type AppTray = { show(input: TrayInput): void; destroy(): void };

/** The icon in the system's tray; redrawn only where something that it shows has changed. */
export function createAppTray({ act }: Deps, first: TrayInput): AppTray {
  const tray = new Tray(trayImage(trayIcon(first)));
  // On macOS a click opens the menu by itself.
  if (process.platform === "darwin") tray.setIgnoreDoubleClickEvents(true);
  else tray.on("click", () => act({ do: "open-compact" }));
  const shown = { icon: "", tooltip: "", menu: "" };

  function show(input: TrayInput): void {
    const icon = trayIcon(input);
    const now = new Date();
    const tooltip = trayTooltip(input, now);
    const entries = trayMenu(input, now);
    if (changed("icon", JSON.stringify(icon))) tray.setImage(trayImage(icon));
    if (changed("tooltip", tooltip)) tray.setToolTip(tooltip);
    if (changed("menu", JSON.stringify(entries))) {
      const menu = Menu.buildFromTemplate(entries.map((entry) => toTemplate(entry, act)));
      tray.setContextMenu(menu);
      app.dock?.setMenu(menu);
    }
  }

  function changed(part: keyof typeof shown, value: string): boolean {
    const isNew = shown[part] !== value;
    shown[part] = value;
    return isNew;
  }

  show(first);
  return { show, destroy: () => tray.destroy() };
}

function toTemplate(entry: MenuEntry, act: Deps["act"]): MenuItemConstructorOptions {
  if (entry.kind === "separator") return { type: "separator" };
  const label = withoutMnemonic(entry.label);
  if (entry.kind === "item") return { label, click: () => act(entry.action) };
  return { label, submenu: entry.entries.map((inner) => toTemplate(inner, act)) };
}

/** In a label `&` marks the next letter; doubled it stands for itself. */
const withoutMnemonic = (label: string) => label.replaceAll("&", "&&");
