import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { environmentWith, hasDisplay, isOnPath, namedElectron } from "./config.ts";

const DISPLAY_SERVER = "Xvfb";

export const root = fileURLToPath(new URL("../../..", import.meta.url));

/** A real Electron: the one that is named, else that of the electron package where its binary was fetched. */
export function findElectron(): string | undefined {
  const named = namedElectron();
  if (named !== undefined) return named;
  const pointer = join(root, "node_modules", "electron", "path.txt");
  if (!existsSync(pointer)) return undefined;
  const binary = join(root, "node_modules", "electron", "dist", readFileSync(pointer, "utf8").trim());
  return existsSync(binary) ? binary : undefined;
}

/** Why the shell cannot be driven here; undefined where it can. */
export function reasonToSkip(): string | undefined {
  if (findElectron() === undefined) return "no Electron; name one with HOLDFAST_ELECTRON";
  if (!existsSync(join(root, "out", "renderer", "index.html"))) return "the UI is not built; npm run ui";
  return hasDisplay() || isOnPath(DISPLAY_SERVER) ? undefined : "no display and no Xvfb";
}

/** The shell as `npm run desktop` builds it, from the sources as they are. */
export function buildShell(): void {
  const vite = join(root, "node_modules", "vite", "bin", "vite.js");
  execFileSync(process.execPath, [vite, "build", "--config", "vite.desktop.config.ts"], {
    cwd: root,
    stdio: "pipe",
  });
}

export type Screen = { environment: Record<string, string>; close(): void };

/** The display of this computer, or one of our own that nobody sees. */
export async function openScreen(): Promise<Screen> {
  if (hasDisplay()) return { environment: {}, close: () => undefined };
  const server = spawn(
    DISPLAY_SERVER,
    ["-displayfd", "1", "-screen", "0", "1280x900x24", "-nolisten", "tcp"],
    {
      stdio: ["ignore", "pipe", "ignore"],
    },
  );
  const number = await new Promise<string>((resolve, reject) => {
    createInterface(server.stdout).once("line", resolve);
    server.once("error", reject).once("exit", () => reject(new Error("Xvfb ended at once.")));
  });
  return { environment: { DISPLAY: `:${number}` }, close: () => server.kill() };
}

export type Home = {
  dir: string;
  dataDir: string;
  /** What the shell has logged. */
  log(): string;
  admin(): { url: string; token: string; pid: number } | undefined;
  remove(): void;
};

/** Folders of a person who has never run Holdfast. */
export function freshHome(): Home {
  const dir = mkdtempSync(join(tmpdir(), "holdfast-shell-"));
  const dataDir = join(dir, "data");
  const adminPath = join(dataDir, "run", "admin.json");
  return {
    dir,
    dataDir,
    log: () => readFileSync(join(dataDir, "logs", "desktop.log"), "utf8"),
    admin: () => (existsSync(adminPath) ? JSON.parse(readFileSync(adminPath, "utf8")) : undefined),
    remove: () => rmSync(dir, { recursive: true, force: true }),
  };
}

export function environmentOf(home: Home, screen: Screen): Record<string, string> {
  return environmentWith({
    ...screen.environment,
    HOLDFAST_DATA_DIR: home.dataDir,
    HOLDFAST_CONFIG_DIR: join(home.dir, "config"),
    HOLDFAST_LISTEN: "127.0.0.1:0",
  });
}

/** As root, as in a container, Chromium refuses to start with its sandbox. */
export function shellArguments(home: Home, ...more: string[]): string[] {
  const sandbox = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  return [...sandbox, "--disable-gpu", `--user-data-dir=${join(home.dir, "profile")}`, ...more, root];
}

export type Ended = { code: number | null; output: string };
export type Launched<End = Ended> = { child: ChildProcess; ended: Promise<End> };

export function launchShell(home: Home, screen: Screen, ...more: string[]): Launched {
  const child = spawn(findElectron() ?? "", shellArguments(home, ...more), {
    env: environmentOf(home, screen),
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (part) => (output += String(part)));
  const ended = new Promise<Ended>((resolve) => child.on("close", (code) => resolve({ code, output })));
  return { child, ended };
}
