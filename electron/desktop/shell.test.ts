import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { _electron } from "playwright";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import type { DesktopBridge } from "#contract/desktop";
import { createRepository } from "#contract/repositories";
import { callTo } from "./testing/driven-shell.ts";
import {
  buildShell,
  environmentOf,
  findElectron,
  freshHome,
  type Home,
  type Launched,
  launchShell,
  openScreen,
  reasonToSkip,
  root,
  type Screen,
  shellArguments,
} from "./testing/shell.ts";

const reason = reasonToSkip();
const note = reason === undefined ? "" : ` (skipped: ${reason})`;
const PATIENCE = { timeout: 45_000, interval: 100 };

describe.skipIf(reason !== undefined)(`the shell in a real Electron${note}`, { timeout: 90_000 }, () => {
  let screen: Screen;
  let home: Home;
  let launched: Launched<unknown>[] = [];

  beforeAll(async () => {
    buildShell();
    screen = await openScreen();
  });
  afterAll(() => screen?.close());
  beforeEach(() => {
    home = freshHome();
  });
  afterEach(async () => {
    for (const { child, ended } of launched) {
      child.kill("SIGTERM");
      await ended;
    }
    launched = [];
    home.remove();
  }, 90_000);

  function launch(...more: string[]): Launched {
    const one = launchShell(home, screen, ...more);
    launched.push(one);
    return one;
  }

  /** Under the eyes of Playwright, which can also look into the main process. */
  async function launchDriven(...more: string[]) {
    const app = await _electron.launch({
      executablePath: findElectron() ?? "",
      args: shellArguments(home, ...more),
      env: environmentOf(home, screen),
      cwd: root,
    });
    const shell = app.process();
    launched.push({ child: shell, ended: new Promise((resolve) => shell.once("exit", resolve)) });
    return app;
  }

  const coreOf = () => vi.waitUntil(() => home.admin(), PATIENCE);

  test("starts a core, signs the window in, shows the UI and leaves nothing running", async () => {
    const picture = join(home.dir, "window.png");
    const { code, output } = await launch("--smoke-test", `--smoke-screenshot=${picture}`).ended;

    expect(output).toContain("The UI is shown");
    expect(output).not.toContain("Sign in");
    expect(code).toBe(0);
    expect(readFileSync(picture).subarray(1, 4).toString()).toBe("PNG");
    expect(home.admin()).toBeUndefined();
  });

  test("uses a core that runs already, and leaves it running", async () => {
    const core = spawn(process.execPath, [join(root, "electron", "cli", "bin.mjs"), "core", "--json"], {
      env: environmentOf(home, screen),
      stdio: "ignore",
    });
    const before = await coreOf();
    const { code } = await launch("--smoke-test").ended;

    expect(code).toBe(0);
    expect(home.admin()).toEqual(before);
    expect((await fetch(`${before.url}/healthz`)).status).toBe(200);

    core.kill("SIGTERM");
    await new Promise((resolve) => core.once("exit", resolve));
  });

  test("a second launch ends at once and the first goes on", async () => {
    const first = launch("--hidden");
    const { pid } = await coreOf();
    const { code } = await launch().ended;

    expect(code).toBe(0);
    expect(first.child.exitCode).toBeNull();
    expect(home.admin()?.pid).toBe(pid);
  });

  test("a core that is killed is started again, and goes with the shell", async () => {
    const shell = launch("--hidden");
    const first = await coreOf();
    process.kill(first.pid, "SIGKILL");
    const second = await vi.waitUntil(() => {
      const now = home.admin();
      return now !== undefined && now.pid !== first.pid ? now : undefined;
    }, PATIENCE);

    shell.child.kill("SIGTERM");

    expect((await shell.ended).code).toBe(0);
    expect(() => process.kill(second.pid, 0)).toThrow("ESRCH");
  });

  test("the page has the bridge and nothing of Node, and cannot leave the core", async () => {
    const app = await launchDriven();
    const page = await app.firstWindow();
    const { url } = await coreOf();
    await page.waitForURL(`${url}/**`);

    const seen = await page.evaluate(async () => {
      const world = globalThis as unknown as { holdfast: DesktopBridge; open(url: string): unknown };
      return {
        bridge: Object.keys(world.holdfast).sort(),
        version: await world.holdfast.appVersion(),
        nowhere: await world.holdfast.openFolder("/nowhere/at/all"),
        wrong: await world.holdfast.openFolder("").catch((error: unknown) => String(error)),
        node: ["require", "process", "module", "Buffer"].filter((name) => name in globalThis),
        popup: world.open("https://restic.net/"),
      };
    });
    await page.evaluate("location.href = 'https://restic.net/'");
    await vi.waitUntil(() => home.log().includes("Navigation to https://restic.net was denied"), PATIENCE);

    expect(seen.bridge).toEqual([
      "appVersion",
      "openFolder",
      "openWindow",
      "pickFolder",
      "setLanguage",
      "setStartsAtLogin",
      "startsAtLogin",
    ]);
    expect(seen.version).toMatch(/^\d+\.\d+/);
    expect(seen.nowhere).toBe(false);
    expect(seen.wrong).toContain("wrong shape");
    expect(seen.node).toEqual([]);
    expect(seen.popup).toBeNull();
    expect(page.url()).toMatch(url);
    expect(app.windows()).toHaveLength(1);
  });

  test("a file that a page makes reaches the disk, with the code that opens it still on the screen", async () => {
    const app = await launchDriven();
    const page = await app.firstWindow();
    const { url } = await coreOf();
    await page.waitForURL(`${url}/**`);
    await page.getByText("Holdfast").first().waitFor();
    const disk = { kind: "fs", name: "Disk", path: join(home.dir, "disk"), password: "open sesame" } as const;
    const { id } = await (await callTo(home))(createRepository, { body: disk });
    const kit = join(home.dir, "kit.json");
    await app.evaluate(({ session }, path) => {
      session.fromPartition("holdfast").once("will-download", (_, item) => item.setSavePath(path));
    }, kit);

    await page.goto(`${url}/repositories/${id}`);
    await page.getByRole("button", { name: "Encrypted kit for everything" }).click(PATIENCE);
    await page.getByRole("button", { name: "Save the file" }).click(PATIENCE);

    await vi.waitUntil(() => existsSync(kit), PATIENCE);
    expect(JSON.parse(readFileSync(kit, "utf8"))).toMatchObject({ format: "holdfast-kit" });
    expect(await page.getByText("Write this recovery code down").count()).toBe(1);
  });

  test("closing hides the window, and a second launch shows it again", async () => {
    const app = await launchDriven();
    await app.firstWindow();
    await coreOf();
    const areVisible = () =>
      app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((one) => one.isVisible()));
    await vi.waitUntil(async () => (await areVisible())[0], PATIENCE);

    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());

    await vi.waitUntil(async () => (await areVisible())[0] === false, PATIENCE);
    expect(home.admin()).toBeDefined();
    await launch().ended;
    await vi.waitUntil(async () => (await areVisible())[0], PATIENCE);
    expect(await areVisible()).toHaveLength(1);
  });
});
