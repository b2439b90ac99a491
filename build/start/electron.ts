import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isProgram } from "../steps/find-on-path.ts";
import { root } from "../steps/place.ts";
import { runProgram } from "../steps/run-program.ts";
import { Trouble } from "../steps/trouble.ts";

const folder = join(root, "node_modules", "electron");
const CONNECT_MS = 5_000;
const DOWNLOAD_MS = 600_000;

/** Why no window can be shown here; undefined where it can. */
export function noWindowBecause(environment = process.env, platform = process.platform): string | undefined {
  if (platform !== "linux") return undefined;
  const hasDisplay = environment["DISPLAY"] || environment["WAYLAND_DISPLAY"];
  if (!hasDisplay) return "there is no display";
  return process.getuid?.() === 0 ? "Electron does not run as root" : undefined;
}

/** Electron's program, fetched where it is missing and can be reached. Throws the reason where there is none. */
export async function bringElectron(): Promise<string> {
  const there = installed();
  if (there !== undefined) return there;
  await reach(downloadPlace());
  const { code, output } = await runProgram(process.execPath, [join(folder, "install.js")], {
    cwd: root,
    timeoutMs: DOWNLOAD_MS,
  });
  const brought = installed();
  if (code !== 0 || brought === undefined) throw new Trouble(`Electron could not be downloaded: ${output}`);
  return brought;
}

function installed(): string | undefined {
  try {
    const program = join(folder, "dist", readFileSync(join(folder, "path.txt"), "utf8").trim());
    return isProgram(program) ? program : undefined;
  } catch {
    return undefined;
  }
}

const downloadPlace = () =>
  process.env["ELECTRON_MIRROR"] ?? process.env["npm_config_electron_mirror"] ?? "https://github.com/";

/** Electron's own installer waits for minutes where nobody answers. */
async function reach(place: string): Promise<void> {
  try {
    await fetch(place, {
      method: "HEAD",
      redirect: "manual",
      signal: AbortSignal.timeout(CONNECT_MS),
    });
  } catch (error) {
    throw new Trouble(`${new URL(place).host} cannot be reached to download Electron`, error);
  }
}
