import { Menu } from "electron";

/** macOS needs a menu for its keys to copy and paste; elsewhere the window has none. */
export function setAppMenu(): void {
  const menu = Menu.buildFromTemplate([{ role: "appMenu" }, { role: "editMenu" }, { role: "windowMenu" }]);
  Menu.setApplicationMenu(process.platform === "darwin" ? menu : null);
}
