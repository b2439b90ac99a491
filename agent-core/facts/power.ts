import { execFile } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import * as z from "zod";
import type { HeartbeatBody } from "#contract/agent-protocol";
import { parseJson } from "../restic/messages.ts";

type Power = NonNullable<HeartbeatBody["power"]>;
/** The files of one entry of /sys/class/power_supply, as far as they matter. */
export type Supply = { type?: string; scope?: string; status?: string; online?: string; capacity?: string };

const SUPPLIES = "/sys/class/power_supply";
const ASKING_MS = 3_000;

/** Whether this machine runs on its battery; undefined where that is not known, or where it has none. */
export async function readPower(
  platform: NodeJS.Platform = process.platform,
  folder = SUPPLIES,
): Promise<Power | undefined> {
  if (platform === "linux") return powerOf(await readSupplies(folder));
  if (platform === "win32") return parseBattery(await askWindows());
  if (platform !== "darwin") return undefined;
  const asked = promisify(execFile)("/usr/bin/pmset", ["-g", "batt"], { timeout: ASKING_MS });
  return parsePmset((await asked.catch(() => ({ stdout: "" }))).stdout);
}

export function powerOf(supplies: Supply[]): Power | undefined {
  // The battery of a mouse or a headset says nothing of the machine.
  const own = supplies.filter(({ scope }) => scope !== "Device");
  const batteries = own.filter(({ type }) => type === "Battery");
  const [battery] = batteries;
  if (battery === undefined) return undefined;
  const mains = own.filter(({ type }) => type !== "Battery");
  const isPlugged = mains.some(({ online }) => online === "1");
  const discharges = batteries.some(({ status }) => status === "Discharging");
  const percent = Number(battery.capacity);
  return {
    onBattery: mains.length > 0 ? !isPlugged : discharges,
    ...(battery.capacity !== undefined && Number.isFinite(percent) && { percent }),
  };
}

/** `Now drawing from 'Battery Power'` and ` -InternalBattery-0 (id=1)	87%; discharging; ...`. */
export function parsePmset(text: string): Power | undefined {
  const source = /drawing from '(.+)'/.exec(text)?.[1];
  if (source === undefined || !text.includes("InternalBattery")) return undefined;
  const percent = /\t(\d{1,3})%/.exec(text)?.[1];
  return {
    onBattery: source === "Battery Power",
    ...(percent !== undefined && { percent: Number(percent) }),
  };
}

const WINDOWS =
  "Get-CimInstance Win32_Battery | Select-Object -First 1 BatteryStatus, EstimatedChargeRemaining | ConvertTo-Json -Compress";
const DISCHARGING = 1;
const battery = z.object({ BatteryStatus: z.number(), EstimatedChargeRemaining: z.number().nullish() });

async function askWindows(): Promise<string> {
  const options = { timeout: ASKING_MS * 3, windowsHide: true };
  const asked = promisify(execFile)("powershell", ["-NoProfile", "-Command", WINDOWS], options);
  return (await asked.catch(() => ({ stdout: "" }))).stdout;
}

/** `{"BatteryStatus":1,"EstimatedChargeRemaining":80}`; nothing where there is no battery. */
export function parseBattery(text: string): Power | undefined {
  const known = battery.safeParse(parseJson(text)).data;
  if (known === undefined) return undefined;
  const percent = known.EstimatedChargeRemaining;
  return {
    onBattery: known.BatteryStatus === DISCHARGING,
    ...(typeof percent === "number" && percent <= 100 && { percent }),
  };
}

async function readSupplies(folder: string): Promise<Supply[]> {
  const names = await readdir(folder).catch(() => []);
  return Promise.all(names.map((name) => readSupply(join(folder, name))));
}

async function readSupply(folder: string): Promise<Supply> {
  const keys = ["type", "scope", "status", "online", "capacity"] as const;
  const entries = keys.map(async (key) => {
    const text = await readFile(join(folder, key), "utf8").catch(() => undefined);
    return [key, text?.trim()] as const;
  });
  return Object.fromEntries((await Promise.all(entries)).filter(([, text]) => text !== undefined));
}
