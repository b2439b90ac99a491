import { execFile } from "node:child_process";
import { promisify } from "node:util";

const ASKING_MS = 5_000;

/** Whether the network costs by volume, where the system says so: NetworkManager on Linux, Windows itself. */
export async function askMetered(platform: NodeJS.Platform = process.platform): Promise<boolean | undefined> {
  if (platform === "linux")
    return parseNetworkManager(
      await ask("busctl", [
        ...["--system", "get-property", "org.freedesktop.NetworkManager", "/org/freedesktop/NetworkManager"],
        ...["org.freedesktop.NetworkManager", "Metered"],
      ]),
    );
  if (platform === "win32")
    return parseCostType(await ask("powershell", ["-NoProfile", "-Command", WINDOWS]));
  return undefined;
}

const WINDOWS =
  "[void][Windows.Networking.Connectivity.NetworkInformation, Windows, ContentType = WindowsRuntime]; " +
  "[Windows.Networking.Connectivity.NetworkInformation]::GetInternetConnectionProfile().GetConnectionCost().NetworkCostType";

/** `u 1`: yes, no, probably yes, probably no; 0 where it does not know. */
export function parseNetworkManager(text: string): boolean | undefined {
  const value = /^u (\d)$/.exec(text.trim())?.[1];
  if (value === "1" || value === "3") return true;
  return value === "2" || value === "4" ? false : undefined;
}

export function parseCostType(text: string): boolean | undefined {
  const type = text.trim();
  if (type === "Fixed" || type === "Variable") return true;
  return type === "Unrestricted" ? false : undefined;
}

async function ask(program: string, args: string[]): Promise<string> {
  const asked = promisify(execFile)(program, args, { timeout: ASKING_MS, windowsHide: true });
  return (await asked.catch(() => ({ stdout: "" }))).stdout;
}
