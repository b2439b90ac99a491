import { homedir } from "node:os";
import { posix, win32 } from "node:path";

type Where = {
  platform: NodeJS.Platform;
  home: string;
  environment: {
    [name in "LOCALAPPDATA" | "APPDATA" | "PROGRAMDATA" | "XDG_CONFIG_HOME"]?: string | undefined;
  };
};

export const thisComputer = (environment: Where["environment"]): Where => ({
  platform: process.platform,
  home: homedir(),
  environment,
});

/** Where a core keeps everything, when a person starts it. */
export function userDataDir({ platform, home, environment }: Where): string {
  if (platform === "win32") {
    return win32.join(environment.LOCALAPPDATA ?? win32.join(home, "AppData", "Local"), "Holdfast");
  }
  if (platform === "darwin") return posix.join(home, "Library", "Application Support", "Holdfast");
  return posix.join(home, ".local", "share", "holdfast");
}

/** Where a core keeps everything, when it is a system service. */
export function serviceDataDir({ platform, environment }: Where): string {
  if (platform === "win32") return win32.join(environment.PROGRAMDATA ?? "C:\\ProgramData", "Holdfast");
  if (platform === "darwin") return "/Library/Application Support/Holdfast";
  return "/var/lib/holdfast";
}

/** What an installer leaves for the core: beside its configuration, and for the service where administrators write. */
export function provisionFiles(
  where: Where,
  { configDir, dataDir }: { configDir: string; dataDir: string },
): string[] {
  const { platform } = where;
  const path = platform === "win32" ? win32 : posix;
  const own = path.join(configDir, "provision.json");
  if (dataDir !== serviceDataDir(where)) return [own];
  const folder = platform === "linux" ? "/etc/holdfast" : serviceDataDir(where);
  return [own, path.join(folder, "provision.json")];
}

/** Where the key and config.toml of a system service lie. */
export function serviceConfigDir({ platform, environment }: Where): string {
  if (platform === "win32")
    return win32.join(environment.PROGRAMDATA ?? "C:\\ProgramData", "Holdfast", "config");
  if (platform === "darwin") return "/Library/Application Support/Holdfast/config";
  return "/etc/holdfast";
}

/** Where the key and config.toml lie: apart from the data folder, so that a copy of the data holds no key. */
export function defaultConfigDir({ platform, home, environment }: Where): string {
  if (platform === "win32") {
    return win32.join(environment.APPDATA ?? win32.join(home, "AppData", "Roaming"), "Holdfast");
  }
  if (platform === "darwin") return posix.join(home, "Library", "Application Support", "Holdfast", "config");
  return posix.join(environment.XDG_CONFIG_HOME || posix.join(home, ".config"), "holdfast");
}
