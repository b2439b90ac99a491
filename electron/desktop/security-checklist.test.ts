import { readFileSync } from "node:fs";
import { join } from "node:path";
import { runInNewContext } from "node:vm";
import { beforeAll, describe, expect, test } from "vitest";
import { desktopChannels } from "#contract/desktop";
import manifest from "../../package.json" with { type: "json" };
import { mayOpenOutside } from "./allowed-url.ts";
import { buildShell, root } from "./testing/shell.ts";
import { waitingPage } from "./waiting-page.ts";

let main = "";
let preload = "";

beforeAll(() => {
  buildShell();
  main = readFileSync(join(root, "out", "desktop", "main.cjs"), "utf8");
  preload = readFileSync(join(root, "out", "desktop", "preload.cjs"), "utf8");
});

/** All values that a setting gets anywhere in the built main process. */
const valuesOf = (setting: string) =>
  [...main.matchAll(new RegExp(`\\b${setting}: (\\w+|!\\d)`, "g"))].map(([, value]) => value);

/** https://www.electronjs.org/docs/latest/tutorial/security, item by item; what only a running page shows is in shell.test.ts. */
describe("Electron's security checklist, against the built shell", () => {
  test("1 and 18: only the core's pages on loopback are loaded, and none by file://", () => {
    const loads = [...main.matchAll(/\w+\.load(?:URL|File)\([\w"'`]+/g)].map(([call]) => call);

    expect(new Set(loads)).toEqual(new Set(["target.loadURL(waitingPage", "target.loadURL(pageUrl"]));
  });

  test.each([
    ["2: no Node in pages", "nodeIntegration", "false"],
    ["3: context isolation", "contextIsolation", "true"],
    ["4: pages are sandboxed", "sandbox", "true"],
    ["6: web security", "webSecurity", "true"],
  ])("%s", (_, setting, value) => {
    const values = valuesOf(setting);

    expect(values.length).toBeGreaterThan(0);
    expect(new Set(values)).toEqual(new Set([value]));
  });

  test("4: also processes without a page of ours are sandboxed", () => {
    expect(main).toContain("app.enableSandbox()");
  });

  test("5: each kind of permission has a handler", () => {
    expect(main).toContain(".setPermissionRequestHandler(");
    expect(main).toContain(".setPermissionCheckHandler(");
    expect(main).toContain(".setDevicePermissionHandler(");
  });

  test("7: the shell's own page may load nothing; those of the core come with a policy (orchestrator/http/access.test.ts)", () => {
    expect(decodeURIComponent(waitingPage("x"))).toContain(
      `http-equiv="Content-Security-Policy" content="default-src 'none'`,
    );
    expect(main).not.toContain("onHeadersReceived");
  });

  test.each([
    ["8: no insecure content", "allowRunningInsecureContent"],
    ["9: no experiments", "experimentalFeatures"],
    ["10: no Blink features", "enableBlinkFeatures"],
    ["11: no web views", "webviewTag"],
    ["11: no popups of web views", "allowpopups"],
    ["2: no Node in workers", "nodeIntegrationInWorker"],
    ["2: no Node in frames", "nodeIntegrationInSubFrames"],
  ])("%s", (_, setting) => {
    expect(valuesOf(setting)).toEqual([]);
  });

  test("12, 13 and 14: web views, navigation and new windows are denied", () => {
    for (const event of ["will-attach-webview", "will-navigate", "will-redirect"])
      expect(main).toContain(event);
    expect(main).toMatch(/setWindowOpenHandler\([\s\S]{0,200}action: "deny"/);
  });

  test("15: only known places over https are opened outside", () => {
    expect([...main.matchAll(/shell\.openExternal\(/g)]).toHaveLength(1);
    for (const url of [
      "https://evil.example/",
      "file:///etc/passwd",
      "smb://host/x",
      "https://github.com:444/",
    ])
      expect(mayOpenOutside(url)).toBe(false);
  });

  test("16: Electron is current, and not one whose tray is dead on GNOME", () => {
    const [major, minor] = manifest.devDependencies.electron.split(".").map(Number);

    expect([major ?? 0, minor ?? 0] >= [44, 1] || (major ?? 0) > 44).toBe(true);
    expect(major).toBeGreaterThanOrEqual(45);
  });

  test("17: every channel goes through the one place that looks at its sender", () => {
    expect([...main.matchAll(/ipcMain\.\w+\(/g)].map(([call]) => call)).toEqual(["ipcMain.handle("]);
    expect(main).toContain("event.senderFrame");
  });

  test("19: the fuses of the packages are set", () => {
    const config = readFileSync(join(root, "electron-builder.yml"), "utf8");
    const fuses = {
      runAsNode: false,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableCookieEncryption: true,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      grantFileProtocolExtraPrivileges: false,
    };

    for (const [fuse, value] of Object.entries(fuses)) expect(config).toContain(`  ${fuse}: ${value}\n`);
  });

  test("20: the page gets plain functions that ask by channels of the contract, and nothing of Electron", () => {
    const exposed: Record<string, Record<string, (...args: unknown[]) => unknown>> = {};
    const asked: string[] = [];
    const electron = {
      contextBridge: {
        exposeInMainWorld: (name: string, api: never) => Object.assign(exposed, { [name]: api }),
      },
      ipcRenderer: { invoke: (channel: string) => void asked.push(channel) },
    };
    runInNewContext(preload, {
      require: (name: string) => (name === "electron" ? electron : undefined),
      addEventListener: () => undefined,
      exports: {},
    });

    expect(Object.keys(exposed)).toEqual(["holdfast"]);
    for (const ask of Object.values(exposed["holdfast"] ?? {})) ask("x");
    expect(asked).toEqual(Object.keys(exposed["holdfast"] ?? {}));
    expect(Object.keys(desktopChannels)).toEqual(expect.arrayContaining(asked));
    expect(preload.match(/require\("[^"]+"\)/g)).toEqual(['require("electron")']);
  });
});
