import { readFileSync } from "node:fs";
import { release, version } from "node:os";

type Read = (file: string) => string;

const read: Read = (file) => readFileSync(file, "utf8");

/** What people call the system they run: `Debian GNU/Linux 12 (bookworm)`, `macOS 26.1`, `Windows 11 Pro (10.0.26100)`. */
export function osVersion(platform: NodeJS.Platform, readFile: Read = read): string {
  return (nameOf(platform, readFile) ?? `${version()} (${release()})`).slice(0, 200);
}

function nameOf(platform: NodeJS.Platform, readFile: Read): string | undefined {
  try {
    if (platform === "linux") return prettyName(readFile("/etc/os-release"));
    if (platform === "darwin") return macName(readFile("/System/Library/CoreServices/SystemVersion.plist"));
  } catch {
    // A system without that file is named by its kernel.
  }
  return undefined;
}

function prettyName(osRelease: string): string | undefined {
  return /^PRETTY_NAME="?([^"\n]+)"?$/m.exec(osRelease)?.[1];
}

function macName(plist: string): string | undefined {
  const product = /<key>ProductVersion<\/key>\s*<string>([\d.]+)<\/string>/.exec(plist)?.[1];
  return product === undefined ? undefined : `macOS ${product}`;
}
