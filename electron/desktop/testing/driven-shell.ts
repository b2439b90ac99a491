import { _electron, type ElectronApplication } from "playwright";
import { vi } from "vitest";
import { type Call, createCaller } from "#contract/call";
import { environmentOf, findElectron, type Home, root, type Screen, shellArguments } from "./shell.ts";

export const PATIENCE = { timeout: 60_000, interval: 100 };

export type DrivenShell = {
  app: ElectronApplication;
  ended: Promise<number | null>;
  /** What stands in the tray's menu, submenus included. */
  menu(): Promise<string[]>;
  /** Chooses the first entry that begins so, once it is there. */
  choose(label: string): Promise<void>;
  /** Waits until an entry of the menu begins so. */
  sees(label: string): Promise<string>;
};

/** The shell under the eyes of Playwright, which can also look into the main process. */
export async function watchShell(
  home: Home,
  env: Record<string, string>,
  executablePath = findElectron() ?? "",
): Promise<DrivenShell> {
  const app = await _electron.launch({ executablePath, args: shellArguments(home), env, cwd: root });
  await keepMenu(app);
  const ended = new Promise<number | null>((resolve) => app.process().once("exit", resolve));
  const menu = () => app.evaluate(readMenu);

  async function sees(label: string): Promise<string> {
    const seen = async () => (await menu()).find((one) => one.startsWith(label));
    return await vi.waitUntil(seen, PATIENCE).catch(async () => {
      throw new Error(`The menu never showed "${label}"; it shows ${JSON.stringify(await menu())}`);
    });
  }

  return {
    app,
    ended,
    menu,
    sees,
    async choose(label) {
      await sees(label);
      await app.evaluate(clickMenu, label);
    },
  };
}

/** The shell with a core of its own, which answers. */
export async function driveShell(home: Home, screen: Screen): Promise<DrivenShell & { call: Call }> {
  const shell = await watchShell(home, environmentOf(home, screen));
  return { ...shell, call: await callTo(home) };
}

/** Waits until the core of a data folder has left its address, and speaks to it as this computer's administrator. */
export async function callTo(home: Home): Promise<Call> {
  const { url, token } = await vi.waitUntil(() => home.admin(), PATIENCE);
  return createCaller({ baseUrl: url, fetch, headers: () => ({ authorization: `Bearer ${token}` }) });
}

type Kept = { keptMenu?: Electron.Menu | undefined };

/** A tray cannot be asked for its menu; it is set again after each change, so the next one is kept. */
const keepMenu = (app: ElectronApplication) =>
  app.evaluate(({ Tray }) => {
    const set = Tray.prototype.setContextMenu;
    Tray.prototype.setContextMenu = function (menu) {
      (globalThis as Kept).keptMenu = menu ?? undefined;
      set.call(this, menu);
    };
  });

function readMenu(): string[] {
  const labels = (menu: Electron.Menu | undefined): string[] =>
    (menu?.items ?? []).flatMap((one) => [one.label, ...labels(one.submenu)]);
  return labels((globalThis as Kept).keptMenu).filter((label) => label !== "");
}

function clickMenu(_: unknown, label: string): void {
  const all = (menu: Electron.Menu | undefined): Electron.MenuItem[] =>
    (menu?.items ?? []).flatMap((one) => [one, ...all(one.submenu)]);
  const found = all((globalThis as Kept).keptMenu).find(
    (one) => one.label.startsWith(label) && one.submenu === null,
  );
  const direct = found ?? all((globalThis as Kept).keptMenu).find((one) => one.label.startsWith(label));
  direct?.click();
}
