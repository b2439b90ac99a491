import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../..", import.meta.url));

const OS_NAMES: Record<string, string> = { win32: "windows" };

/** `linux-x64`, `darwin-arm64`, `windows-x64`: how folders of programs are named. */
export const platformName = `${OS_NAMES[process.platform] ?? process.platform}-${process.arch}`;

export const programFile = (name: string) => (process.platform === "win32" ? `${name}.exe` : name);

export const resticFolder = join(root, "resources", "restic", platformName);
