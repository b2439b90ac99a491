import { spawnSync } from "node:child_process";
import { readFileSync, statSync } from "node:fs";
import { type Checked, checkEach } from "./check-each.ts";
import { errorCode } from "./refusal.ts";
import { type ManagedSettings, managedSettings } from "./settings.ts";

/** What an organisation has set for this computer, and what it has set in vain. */
export type Managed = Checked<ManagedSettings>;

/** Runs a program of the system and gives what it printed; undefined where it failed. */
export type RunProgram = (program: string, args: readonly string[]) => string | undefined;
type Where = {
  platform: NodeJS.Platform;
  linuxFile?: string;
  run?: RunProgram;
  isTrusted?: (file: string) => boolean;
};

const LINUX_FILE = "/etc/holdfast/policy.json";
const WINDOWS_KEY = String.raw`HKLM\Software\Policies\Holdfast`;
const MAC_FILE = "/Library/Managed Preferences/io.holdfast.app.plist";

/** Group policy on Windows, managed preferences on macOS, a file of root on Linux. What is wrong in there is told and passed over. */
export function readManaged({
  platform,
  linuxFile = LINUX_FILE,
  run = runProgram,
  isTrusted = belongsToRoot,
}: Where): Managed {
  if (platform === "win32") return check(fromRegistry(run("reg.exe", ["query", WINDOWS_KEY, "/reg:64"])));
  if (platform === "darwin") {
    const text = run("/usr/bin/plutil", ["-convert", "json", "-o", "-", MAC_FILE]);
    return text === undefined ? NOTHING : checkText(text, MAC_FILE);
  }
  const text = readIfThere(linuxFile);
  if (text === undefined) return NOTHING;
  if (!isTrusted(linuxFile))
    return {
      settings: {},
      complaints: [`${linuxFile} is not obeyed: it does not belong to root, or others may change it.`],
    };
  return checkText(text, linuxFile);
}

const NOTHING: Managed = { settings: {}, complaints: [] };

function checkText(text: string, place: string): Managed {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null) return check(Object.entries(value));
  } catch {
    // Told below.
  }
  return { settings: {}, complaints: [`${place} is no JSON object, so nothing of it is obeyed.`] };
}

const check = (entries: [string, unknown][]): Managed =>
  checkEach(managedSettings, entries, "The organisation");

/** Lines like `    log-level    REG_SZ    debug` and `    cache-mib    REG_DWORD    0x800`. */
function fromRegistry(output: string | undefined): [string, unknown][] {
  const lines = (output ?? "").matchAll(/^ {4}(\S+) {4}REG_(SZ|DWORD) {4}(.*?)\r?$/gm);
  return [...lines].map(([, name = "", kind, value = ""]) => [
    name,
    kind === "DWORD" ? String(Number(value)) : value,
  ]);
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if (errorCode(error) === "ENOENT" || errorCode(error) === "ENOTDIR") return undefined;
    // The folder of a service is closed to everybody else, whom its policy does not concern.
    if (errorCode(error) === "EACCES") return undefined;
    throw error;
  }
}

function belongsToRoot(file: string): boolean {
  const { uid, mode } = statSync(file);
  return uid === 0 && (mode & 0o022) === 0;
}

const runProgram: RunProgram = (program, args) => {
  const { status, stdout } = spawnSync(program, args, {
    encoding: "utf8",
    windowsHide: true,
    timeout: 10_000,
  });
  return status === 0 ? stdout : undefined;
};
